// Journey 4: who else is hurt? Asked step by step, run with progress, read page by page, changed, frozen; then as the
// unit's director, who sees the books.
export const name = 'who else is hurt';

export async function travel(at) {
  await at.open('/');
  await at.become('Finance lead of a commissioner');
  await at.follow('Who else is hurt?');
  await at.follow('Ask a new question', { byKey: true });
  await at.page.locator('[name="title"]').fill('We take finance in house');
  await at.press(/continue|begin|start/i);

  await at.choose('buyer', '06K');
  await at.press('Continue');
  await at.choose('lines', '0CG/finance');
  await at.press('Continue');
  await at.page.locator('[name="date[month]"]').fill('10');
  await at.page.locator('[name="date[year]"]').fill('2013');
  await at.page.locator('[name="phase_months"]').fill('0');
  await at.press('Continue', { byKey: true });
  await at.choose('to', 'in_house');
  await at.page.locator('[name="transfer_percent"]').fill('40');
  await at.page.locator('[name="redeploy_percent"]').fill('30');
  await at.press('Continue');
  await at.reads('What moves');
  await at.press('Continue');
  await at.choose('payer_rule', 'unit-bears');
  await at.press('Continue');
  await at.press('Continue');
  await at.press('Continue');
  await at.reads('Check your answers', 'October 2013');
  await at.press('Run', { byKey: true });
  await at.until('The answer', 90);
  await at.reads(/band/i);
  await pages(at);
  await at.follow('Change an assumption');
  await at.page.goBack();

  await at.open('/');
  await at.become('Director of the unit');
  await at.open('/hurt/new?from=pending-luton');
  await at.press(/continue|begin|start/i);
  await at.press('Run');
  await at.until('The answer', 90);
  await pages(at);
  const answer = new URL(at.page.url()).pathname;
  await at.follow('Change an assumption');
  await at.page.locator('[name="a0"]').fill('0.2');
  await at.press('Show what it becomes');
  await at.reads('Before', 'Now', 'Change');
  at.expect('it can be run with ranges', (await at.page.getByRole('button', { name: 'Run with ranges' }).count()) === 1);
  await at.open(answer);
  await at.press(/freeze/i);
  await at.reads(/frozen|exhibit/i);
  await at.open('/units/0CG/standing');
  await at.reads(/income/i);
}

/** Every page of an answer. */
async function pages(at) {
  const parts = await at.page.locator('.app-parts a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  at.expect('an answer has its pages', parts.length >= 9);
  const first = new URL(at.page.url()).pathname;
  for (const part of parts) await at.open(part);
  await at.open(first);
}

// Journey 2b: the unit's director signs what is assumed about it and corrects one figure; the data steward of the
// register takes the correction up, and declines another.
export const name = 'keep the unit standing';

export async function travel(at) {
  await at.open('/');
  await at.become('Director of the unit');
  await at.open('/units/0CG/standing');
  await at.reads('What is assumed or derived about it', /has signed [\d,]+ of [\d,]+ figures/);
  const first = at.page.locator('#signatures a', { hasText: 'Governance' }).first();
  await at.go(() => first.press('Enter'));
  await at.reads('What it costs, and how fast cost goes', 'Posts', 'What customers buy', /£[\d,]+/);
  const group = at.page.url().replace(/^https?:\/\/[^/]*/, '').replace(/&done.*/, '');

  // A correction with mistakes is told both, and keeps what was typed. Each traveller says another value.
  await at.follow(/^(Correct|Change) Fixed cost: cost a year/);
  await at.page.locator('[name="value"]').fill('a lot');
  await at.press('Send the correction', { status: 422 });
  at.status = 200;
  await at.reads('There is a problem', 'Why?');
  at.expect('what was typed stays', (await at.page.locator('[name="value"]').inputValue()) === 'a lot');
  const pounds = 200000 + (Date.now() % 9000);
  await at.page.locator('[name="value"]').fill(`£${pounds.toLocaleString('en-GB')}`);
  await at.page.locator('[name="reason"]').fill('Our accounts of 2012/13, note 4.');
  await at.press('Send the correction', { byKey: true });
  await at.reads('Your correction is sent', `It should be £${pounds.toLocaleString('en-GB')}`);

  // All others at once, if an earlier traveller hasn't signed them.
  if (await at.page.getByRole('button', { name: /^Sign / }).count()) {
    await at.press(/^Sign /, { byKey: true });
    await at.reads(/You signed/);
  }
  await at.reads(/\d+ of \d+ figures are signed/);

  await at.open('/');
  await at.become('Data steward');
  await at.follow('Registers');
  await at.follow('england-2013');
  await at.reads('Corrections from units', `to £${pounds.toLocaleString('en-GB')}`);
  await at.press('Continue', { status: 422 });
  at.status = 200;
  await at.reads('There is a problem');
  await at.page.locator('[name="corrections"]').first().check();
  await at.choose('answer', 'take-up');
  await at.press('Continue');
  await at.follow('Continue');
  await at.reads('said-by-0CG');
  await at.follow('Continue');
  await at.press(/Confirm and save/);
  await at.reads(/Saved as snapshot \d+/);

  await at.open('/');
  await at.become('Director of the unit');
  await at.open(group);
  await at.reads('Corrected, taken up', `£${pounds.toLocaleString('en-GB')}`);
  await at.follow(/^(Correct|Change) Fixed cost: time before it starts to go/);
  await at.page.locator('[name="value"]').fill('9');
  await at.page.locator('[name="reason"]').fill('Leases end later.');
  await at.press('Send the correction');

  await at.open('/');
  await at.become('Data steward');
  await at.follow('Registers');
  await at.follow('england-2013');
  await at.page.locator('[name="corrections"]').first().check();
  await at.choose('answer', 'decline');
  await at.page.locator('[name="reason"]').fill('The leases aren’t in the accounts.');
  await at.press('Continue');
  await at.open('/');
  await at.become('Director of the unit');
  await at.open(group);
  await at.reads('Not taken up', 'The leases aren’t in the accounts.');
}

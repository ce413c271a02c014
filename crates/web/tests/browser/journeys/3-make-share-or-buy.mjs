// Journey 3: make, share or buy. An appraisal in four stages: what is wrong beside its field, weights locked before
// scores, posts by the HR lead, the answer page by page, frozen; then as the unit's director, who sees the books.
export const name = 'make share or buy';

export async function travel(at) {
  await at.open('/');
  await at.become('Finance lead of a commissioner');
  await at.follow('Make, share or buy');
  await at.follow('Start an appraisal', { byKey: true });
  await at.page.locator('[name="title"]').fill(`Where should our finance come from? (${at.screen.name}, ${at.hasScript})`);
  await at.choose('supplier', '0CG');
  await at.press('Continue');
  const draft = new URL(at.page.url()).pathname;
  await at.reads('1. Aim', '2. Needs', '3. Options', '4. Decision', 'Cannot start yet');

  await aim(at, draft);
  await needs(at, draft);
  await options(at, draft);
  await criteria(at, draft);
  await scores(at, draft);
  await evidence(at, draft);

  await at.open('/');
  await at.become('HR lead of a commissioner');
  await at.open(`${draft}/posts`);
  await at.follow('Add a group of posts');
  await at.choose('service', 'finance');
  await at.choose('band', '6');
  await at.page.locator('[name="wte"]').fill('8.5');
  await at.page.locator('[name="years"]').fill('9');
  await at.page.locator('[name="source"]').fill('staff list, 31 January');
  await at.press('Save');
  await at.reads('8.5');
  await at.open(`${draft}/aim`, 403);

  await at.open('/');
  await at.become('Finance lead of a commissioner');
  await at.open(draft);
  await at.follow('Check, and work it out');
  await at.reads('private to your body');
  await at.press('Work it out', { byKey: true });
  await at.until('The answer', 90);
  await at.reads('Cost to us', 'Cost to others', 'Cost to the public purse', 'in bands');
  await pages(at, 7);
  const answer = new URL(at.page.url()).pathname;
  await at.press(/freeze/i);
  await at.reads(/frozen and shared/i);

  await at.open('/');
  await at.become('Director of the unit');
  await at.open('/weigh');
  await at.reads('What others have shared with you');
  await at.open(answer);
  await at.reads('Download the workbook');
  // The other pages are those that the author has read; these two have more for who sees the books.
  await at.open(`${answer}/firmness`);
  await at.reads('What would change the answer');
  await at.open(`${answer}/money`);
  await at.reads('The economic case');

  await at.open('/');
  await at.become('Finance lead of a neighbour');
  await at.open(answer);
  await at.reads('your own line', 'NHS Herts Valleys CCG');
  await at.open(draft, 404);
}

async function aim(at, draft) {
  await at.open(`${draft}/aim`);
  await at.page.locator('[name="objective"]').fill('Support that answers to us');
  await at.press('Save', { status: 422 });
  await at.reads('There is a problem', 'Enter what would count as success');
  at.expect('what was typed is still there', (await at.page.locator('[name="objective"]').inputValue()) === 'Support that answers to us');
  await at.page.locator('[name="success"]').fill('The same work within the allowance');
  await at.press('Save');
  await at.reads('Completed');
  await at.open(`${draft}/envelope`);
  await at.page.locator('[name="gbp_0"]').fill('13,811,000');
  await at.page.locator('[name="source_0"]').fill('the register');
  await at.press('Save');
}

async function needs(at, draft) {
  await at.open(`${draft}/scope`);
  for (const box of await at.page.locator('input[name="services"]').all()) await box.setChecked((await box.inputValue()) === 'finance');
  await at.press('Save');
  await at.reads('Finance', 'not said yet');
  await at.follow('Change Finance');
  await at.choose('component', 'transactional');
  await at.page.locator('[name="what"]').fill('Ledgers, payments, accounts');
  await at.press('Save', { byKey: true });
}

async function options(at, draft) {
  await at.open(`${draft}/options`);
  await at.follow('Add an option');
  await at.page.locator('[name="title"]').fill('Take finance in house');
  await at.press('Save');
  await at.follow('Change Finance');
  await at.choose('sourcing', 'independent_make');
  await at.page.locator('[name="date[month]"]').fill('13');
  await at.page.locator('[name="date[year]"]').fill('2013');
  await at.press('Save', { status: 422 });
  await at.reads('Enter a month and a year', 'Enter why');
  await at.page.locator('[name="date[month]"]').fill('10');
  await at.page.locator('[name="reason"]').fill('our own estimate');
  await at.press('Save');
  await at.page.locator('[name="running_gbp_low"]').fill('560,000');
  await at.page.locator('[name="running_gbp"]').fill('610,000');
  await at.page.locator('[name="running_gbp_high"]').fill('700,000');
  await at.page.locator('[name="transfer"]').fill('40');
  await at.page.locator('[name="redeploy"]').fill('30');
  await at.press('Save');
  await at.reads('£610,000 (£560,000 to £700,000)', 'October 2013');
  await at.follow('Add a cost, benefit or risk');
  await at.page.locator('[name="title"]').fill('Work stops when somebody is away');
  await at.choose('kind', 'risk');
  await at.page.locator('[name="annual_gbp"]').fill('50000');
  await at.page.locator('[name="chance"]').fill('20');
  await at.page.locator('[name="reason"]').fill('small teams');
  await at.press('Save');
  await at.reads('Work stops when somebody is away', 'risk');
}

async function criteria(at, draft) {
  await at.open(`${draft}/scores`);
  await at.reads('once the weights are locked');
  await at.open(`${draft}/criteria`);
  await at.reads('Organisational memory', 'Not locked yet');
  for (const unwanted of ['Take out Evidence of better patient care', 'Take out Relevant and visible', 'Take out Flexibility']) await at.press(unwanted);
  await at.press('Lock the weights');
  await at.reads('Locked by');
}

async function scores(at, draft) {
  await at.open(`${draft}/scores`);
  for (const option of ['Stay as we are', 'Take finance in house']) {
    await at.follow(`Score ${option}`);
    for (const criterion of [0, 1, 2]) {
      await at.page.locator(`[name="points_${criterion}"]`).fill(option.startsWith('Stay') ? '2' : '3');
      await at.page.locator(`[name="reason_${criterion}"]`).fill('we think so');
      await at.choose(`evidence_${criterion}`, 'opinion');
    }
    await at.press('Save');
  }
}

async function evidence(at, draft) {
  await at.open(`${draft}/claims`);
  await at.follow('Add evidence');
  await at.choose('question', 'improved_quality');
  await at.page.locator('[name="option"]').selectOption({ label: 'Take finance in house' });
  await at.page.locator('[name="measure"]').fill('satisfied members, per cent');
  await at.page.locator('[name="baseline"]').fill('58');
  await at.page.locator('[name="target"]').fill('70');
  await at.page.locator('[name="source"]').fill('survey, spring 2013');
  await at.press('Save');
  await at.reads('Does quality improve?', '58', '70');
}

/** Every page of an answer. */
async function pages(at, least) {
  const parts = await at.page.locator('.app-parts a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  at.expect(`an answer has ${least} pages, not ${parts.length}`, parts.length >= least);
  const first = new URL(at.page.url()).pathname;
  for (const part of parts) await at.open(part);
  await at.open(first);
}

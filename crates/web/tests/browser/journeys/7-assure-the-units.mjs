// Journey 7: a unit is assured. A review lead opens a round, the unit answers and states its plan, two customers speak, the director
// certifies, two assessors rate and differ, that is settled, the outcome is the rule's, a plan binds the unit, is met, and the round is closed.
export const name = 'assure the units';
export const isLong = true;

const UNIT = '0CG';
const SAYS = 'An illustration: nobody said this.';

export async function travel(at) {
  await at.open('/');
  await at.become('Review lead');
  const lead = at;
  const finance = await at.beside('Finance lead of the unit');
  const director = await at.beside('Director of the unit');
  const author = await at.beside('Finance lead of a commissioner');
  const neighbour = await at.beside('Finance lead of a neighbour');
  const assessor = await at.beside('Assessor of units');
  const another = await at.beside('Another assessor of units');

  const home = await opened(lead);
  await answered(finance, home);
  await planned(finance, home);
  for (const customer of [author, neighbour]) await spoken(customer, home);
  await unknown(assessor, home);
  await does(director, home, 'Certify the answers');
  await rated(assessor, home, 'falls-short');
  await unrated(lead, home);
  await rated(another, home, 'meets');
  await settled(lead, home);
  await bound(lead, finance, home);
}

async function does(at, home, act) {
  await at.open(home);
  await at.follow(act);
  await at.press(act);
  await at.reads('It stands in the record');
}

async function day(at, field) {
  const [year, month, date] = new Date(Date.now() + 9 * 86400000).toISOString().slice(0, 10).split('-');
  for (const [part, value] of [['day', date], ['month', month], ['year', year]]) {
    await at.page.locator(`[name="${field}[${part}]"]`).fill(value);
  }
}

async function opened(at) {
  await at.open('/rounds');
  await at.follow('Open a round of NHS England');
  await at.choose('definition', 'shared-unit');
  await day(at, 'answer_by');
  await at.press('Open the round', { status: 422 });
  at.status = 200;
  await at.reads('There is a problem', 'Choose the units to be assured');
  await at.choose('units', UNIT);
  await at.press('Open the round', { byKey: true });
  await at.reads('A shared unit today', 'SHA-256', 'What comes of which ratings');
  await at.follow('NHS Central Eastern CSU');
  return new URL(at.page.url()).pathname;
}

/** Each question and each domain, one page after the other; answers of an earlier round are written anew. */
async function answered(at, home) {
  await at.open('/');
  await at.reads('Rounds');
  await at.open(home);
  const links = (part) => at.page.locator(`main a[href*="${part}"]`).evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  for (const question of await links('/questions/')) {
    await at.open(question);
    await at.page.locator('[name="text"]').fill(SAYS);
    await at.page.locator('[name="evidence"]').fill('Minutes of October');
    await at.press('Save the answer');
  }
  await at.reads('Answered');
  await attached(at, (await links('/questions/'))[0]);
  await at.open(home);
  for (const domain of await links('/do/rate-self')) {
    await at.open(domain);
    await at.choose('rating', 'meets');
    await at.page.locator('[name="reason"]').fill(SAYS);
    await at.press('Rate your unit yourself');
  }
  await at.reads('Rated');
}

/** A file beside an answer: refused without a title, attached, taken out, and attached again. */
async function attached(at, question) {
  await at.open(question);
  const minutes = { name: 'minutes.csv', mimeType: 'text/csv', buffer: Buffer.from('who,what\nB,1\n') };
  const chosen = async (title) => {
    await at.page.locator('[name="title"]').fill(title);
    await at.page.locator('[name="file"]').setInputFiles(minutes);
  };
  await chosen('');
  await at.press('Save the answer', { status: 422 });
  at.status = 200;
  await at.reads('Say what the file is', 'Choose the file again');
  await chosen('Minutes of May');
  await at.press('Save the answer');
  await at.reads('It stands in the record', 'Minutes of May (CSV, ');
  await at.page.locator('[name="out"]').check();
  await at.press('Save the answer');
  await at.open(question);
  at.expect('a file that is taken out is gone', !(await at.page.locator('main').innerText()).includes('Minutes of May'));
  await chosen('Minutes of May');
  await at.press('Save the answer');
  await at.reads('Minutes of May (CSV, ');
}

/** The rows as they are offered have no amounts: each is told, and none is lost. */
async function planned(at, home) {
  await at.open(`${home}/plan`);
  await at.press('State it', { status: 422 });
  at.status = 200;
  await at.reads('There is a problem', 'income_gbp');
  await amounts(at, ',1000000.00,900000.00');
  await at.press('State it');
  await at.reads('rows are stated');
}

async function amounts(at, stated) {
  const rows = at.page.locator('[name="rows"]');
  await rows.fill((await rows.inputValue()).replaceAll(/,,$/gm, stated));
}

async function spoken(at, home) {
  await at.open(home);
  await at.follow('Say what you intend to spend');
  await amounts(at, ',800000.00,1200000.00');
  await at.press('State it');
  await at.reads('It stands in the record');
  await at.follow('Answer the survey');
  for (const number of [0, 1, 2, 3]) await at.choose(`score_${number}`, '4');
  await at.page.locator('[name="text"]').fill(SAYS);
  await at.press('Answer the survey');
  await at.reads('What you intend to spend');
}

/** Before the unit has certified, an assessor reads no answer. */
async function unknown(at, home) {
  await at.open(home);
  at.expect('no answer is read before it is certified', !(await at.page.locator('main').innerText()).includes(SAYS));
}

async function rated(at, home, rating) {
  await at.open(home);
  await at.follow('Rate the unit');
  await at.reads('The plan beside what customers say', 'The survey of customers', 'What to look for', 'Minutes of May (CSV, ', SAYS);
  if (at.hasScript) await halfTyped(at);
  for (const number of [0, 1, 2, 3]) {
    await at.choose(`rating_${number}`, number < 2 ? rating : 'meets');
    await at.page.locator(`[name="reason_${number}"]`).fill(SAYS);
  }
  await at.press('Rate the unit');
  await at.reads('It stands in the record');
}

/** What is half typed stands there when the page is opened again. */
async function halfTyped(at) {
  await at.choose('rating_3', 'meets');
  await at.page.locator('[name="reason_3"]').fill('Half of a reas');
  const kept = at.page.waitForResponse((response) => response.url().includes('/typing/'));
  await at.page.locator('[name="reason_3"]').blur();
  await kept;
  await at.open(new URL(at.page.url()).pathname);
  await at.reads('What you typed last time wasn’t saved');
  const stands = await at.page.locator('[name="reason_3"]').inputValue();
  at.expect('what was half typed stands there', stands === 'Half of a reas');
}

/** The review lead doesn't learn that one has rated. */
async function unrated(at, home) {
  await at.open(home);
  const told = await at.page.locator('main').innerText();
  at.expect('nobody learns that one has rated', !told.includes('rated the unit') && told.includes('is assessed'));
}

async function settled(at, home) {
  await at.open(home);
  await at.reads('What the two assessors found', '2 steps apart');
  await at.follow('Settle where the assessors differ');
  for (const number of [0, 1]) {
    await at.choose(`rating_${number}`, 'meets-with-issues');
    await at.page.locator(`[name="reason_${number}"]`).fill(SAYS);
  }
  await at.press('Settle where the assessors differ');
  await at.follow('Record the outcome');
  await at.reads('The rule says');
  await at.page.locator('[name="text"]').fill(SAYS);
  await at.press('Record the outcome');
  await does(at, home, 'Publish the outcome');
}

async function bound(lead, finance, home) {
  await lead.open(home);
  await lead.follow('Bind the unit to a plan');
  await lead.page.locator('[name="text_1"]').fill(SAYS);
  await day(lead, 'due_1');
  await lead.choose('owner_1', UNIT);
  await lead.press('Bind the unit to a plan');
  await finance.open(home);
  await finance.page.locator('main a[href*="milestone=0"]').first().waitFor();
  await finance.open(`${home}/do/meet-milestone?milestone=0`);
  await finance.page.locator('[name="text"]').fill(SAYS);
  await finance.press('Show that a milestone is met');
  await finance.reads('Met');
  await does(lead, home, 'Close the round');
  await lead.reads('The round is closed');
}

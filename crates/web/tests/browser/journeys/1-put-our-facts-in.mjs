// Journey 1: put our facts in. A table with mistakes is told all of them; a good one is reviewed, confirmed, undone.
export const name = 'put our facts in';

const csv = (text) => ({ name: 'satisfaction.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
const HEAD = 'buyer_code,supplier_code,service_code,period,score_percent,respondents,source\n';

const PAID = `Department family,Entity,Date,Expense type,Expense area,Supplier,Transaction number,Amount
NHS,NHS East and North Hertfordshire CCG,31/03/2014,Commissioning support,Headquarters,NHS Central Eastern CSU,1001,250000.00
`;

export async function travel(at) {
  await at.open('/');
  await at.become('Data steward');
  await at.follow('Registers');
  await at.follow('england-2013');
  const before = await at.page.locator('main table').first().innerText();
  await at.follow('Bring facts in');
  const address = new URL(at.page.url()).pathname;

  await at.choose('what', 'satisfaction');
  await at.page.locator('[name="file"]').setInputFiles(csv(`${HEAD}06K,0CG,finance,2013/14,many,12,nobody\n06K,NOPE,finance,2013/14,70,12,hsj-2012-05\n`));
  await at.press('Check the file');
  await at.reads('Nothing has been saved', 'score_percent', 'NOPE');
  at.expect('findings are there as a file', (await at.page.locator('main a[href*="csv"]').count()) > 0);

  await at.open(address);
  await at.press('Check the file', { status: 422 });
  at.status = 200;
  await at.reads('There is a problem');

  await at.choose('what', 'satisfaction');
  // Each traveller brings another score, so that each changes something.
  const score = 40 + (Date.now() % 50);
  await at.page.locator('[name="file"]').setInputFiles(csv(`${HEAD}06K,0CG,finance,2013/14,${score},12,hsj-2012-05\n`));
  await at.press('Check the file');
  await at.follow('Continue');
  await at.reads(/added|changed/i, String(score));
  await at.follow('Continue');
  await at.press(/Confirm and save/);
  await at.reads(/Saved as snapshot \d+/, /receipt/i);

  // Payments that were begun and left are found again, and thrown away.
  await at.open(address.replace(/upload$/, 'spend'));
  await at.page.locator('[name="file"]').setInputFiles({ name: 'march.csv', mimeType: 'text/csv', buffer: Buffer.from(PAID) });
  await at.press('Read the files');
  await at.reads('Central Eastern');
  await at.follow('england-2013');
  await at.reads('march.csv', 'Payments over £25,000');
  await at.follow('march.csv');
  await at.follow('england-2013');
  await at.press('Throw away march.csv');
  at.expect('they are gone', !(await at.page.locator('main').innerText()).includes('march.csv'));

  const after = await at.page.locator('main').innerText();
  at.expect('the history has one line more', after !== before);
  await at.press(/go back|undo|count again|again/i);
}

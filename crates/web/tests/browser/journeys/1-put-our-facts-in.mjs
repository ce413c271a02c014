// Journey 1: put our facts in. A table with mistakes is told all of them; a good one is reviewed, confirmed, undone.
export const name = 'put our facts in';

const csv = (text) => ({ name: 'satisfaction.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
const HEAD = 'buyer_code,supplier_code,service_code,period,score_percent,respondents,source\n';

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

  await at.follow('england-2013');
  const after = await at.page.locator('main').innerText();
  at.expect('the history has one line more', after !== before);
  await at.press(/go back|undo|count again|again/i);
}

// Journey 9: prove it later. What is recorded gives a receipt; anybody looks it up, and checks the proof as a file.
import { readFile } from 'node:fs/promises';

export const name = 'prove it later';

const HEAD = 'buyer_code,supplier_code,service_code,period,score_percent,respondents,source\n';
const file = (name, text) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

export async function travel(at) {
  // Something is recorded.
  await at.open('/');
  await at.become('Data steward');
  await at.follow('Registers');
  await at.follow('england-2013');
  await at.follow('Bring facts in');
  await at.choose('what', 'satisfaction');
  const score = `${10 + (Date.now() % 80)}.${Date.now() % 10}`;
  await at.page.locator('[name="file"]').setInputFiles(file('satisfaction.csv', `${HEAD}06K,0CG,finance,2013/14,${score},12,hsj-2012-05\n`));
  await at.press('Check the file');
  await at.follow('Continue');
  await at.follow('Continue');
  await at.press(/Confirm and save/);
  const receipt = (await at.page.locator('.nhsuk-panel .app-code').innerText()).trim();
  at.expect(`a receipt: ${receipt}`, /^ballast\/[-0-9a-f]+\/\d{4}#\d+:[0-9a-f]{64}$/.test(receipt));

  // Anybody looks it up, without an account.
  await at.open('/');
  await at.become('The public');
  await at.follow('Prove what was recorded');
  await at.page.locator('#receipt').fill('what is this?');
  await at.press('Look it up', { status: 422 });
  at.status = 200;
  await at.reads('There is a problem', 'Copy the receipt whole');
  await at.page.locator('#receipt').fill(receipt.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
  await at.press('Look it up');
  await at.reads('Not verified');
  await at.page.locator('#receipt').fill(receipt);
  await at.press('Look it up', { byKey: true });
  await at.until('Download the proof', 15);
  await at.reads('Verified', 'Confirm import', 'Data steward at', 'A head over');

  // The proof is a file that stands by itself; a changed one doesn't hold.
  const coming = at.page.waitForEvent('download');
  await at.page.getByRole('link', { name: 'Download the proof' }).click();
  const proof = await readFile(await (await coming).path(), 'utf8');
  at.expect('the proof is one', proof.startsWith('c2sp.org/tlog-proof@v1\n'));
  await at.page.locator('[name="file"]').setInputFiles(file('entry.tlog-proof', proof));
  await at.page.locator('#of').fill(receipt);
  await at.press('Check the file');
  await at.reads('Verified: 1 entry.');
  await at.page.locator('[name="file"]').setInputFiles(file('entry.tlog-proof', proof.replace(/index \d+/, 'index 7777')));
  await at.press('Check the file');
  await at.reads('Not verified');
  await at.press('Check the file', { status: 422 });
  at.status = 200;
  await at.reads('Choose a file');
}

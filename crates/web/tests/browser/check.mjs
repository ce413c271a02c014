// Opens every kind of page in Chromium, wide and on a phone, with and without JavaScript, and looks for what is
// wrong: axe's rules for WCAG 2.2 AA, anything that the security policy had to stop, errors of scripts, pages wider
// than the screen, links that the keyboard can't reach, and pages that need JavaScript.
//
//   npm ci && node check.mjs http://127.0.0.1:8420 [folder for pictures]
//   ADDRESSES (with spaces between) names other pages; `5:/units/0CG/standing` opens one as the fifth sample person,
//   counted from 0; `12:/accounts>/accounts/` follows the first link from there to an address that begins so.
//
// Prints what it finds and ends with 1, or ends with 0.
import { SCREENS, Problems, keyboard, listen, picture, rules, shape, slug, start } from './support.mjs';

const base = process.argv[2] ?? 'http://127.0.0.1:8420';
const shots = process.argv[3];
const ADDRESSES = process.env.ADDRESSES?.split(' ') ?? [
  '/',
  '/market',
  '/market?map=share',
  '/market?as=now',
  '/market/units/0CG',
  '/market/units/0CG?as=now',
  '/market/units/X-GEM?service=finance',
  '/market/commissioners/06K',
  '/market/commissioners/04K?as=now',
  '/market/services/business-intelligence',
  '/market/agreements/06K-0CG-finance',
  '/market/sources/hsj-2012-05',
  '/market/units/nobody',
  '/nowhere',
  '/prove',
  '/policy/2013-10-18',
  '12:/prove',
  '15:/sign-in',
  '0:/account',
  '12:/accounts',
  '12:/accounts>/accounts/',
  '11:/audit/X-NHSE',
  '11:/registers',
  '11:/registers/X-NHSE/england-2013',
  '11:/registers/X-NHSE/england-2013/imports/1',
  '11:/registers/X-NHSE/england-2013/upload',
  '11:/registers/X-NHSE/england-2013/spend',
  '0:/hurt',
  '0:/hurt/new',
  '0:/hurt>/hurt/0',
  '0:/weigh',
  '0:/weigh/new',
  '0:/weigh>/weigh/drafts/',
  '0:/weigh>/weigh/0',
  '8:/country',
  '5:/units/0CG/standing',
  '5:/units/0CG/assumptions',
  '5:/units/0CG/assumptions?service=governance',
  '5:/units/0CG/corrections?at=cost_pools%2F0CG-governance-fixed%2Fannual_gbp',
];

const problems = new Problems();

/** Who asks for what: `5:/address` by the fifth person of the demonstration's list, counted from 0. */
const split = (named) => /^(?:(\d+):)?([^>]*)(?:>(.*))?$/.exec(named).slice(1);

/** The address itself, or that of the first link there that begins so: of what has another name in each run. */
async function found(page, address, begins) {
  if (!begins) return address;
  await page.goto(base + address, { waitUntil: 'load' });
  return page.locator(`main a[href^="${begins}"]`).first().getAttribute('href');
}

async function open(browser, screen, javaScriptEnabled, visit) {
  const viewport = { width: screen.width, height: screen.height };
  const context = await browser.newContext({ viewport, javaScriptEnabled });
  for (const [sample, from, begins] of ADDRESSES.map(split)) {
    const address = begins ? `${from}>${begins}` : from;
    await context.clearCookies();
    if (sample) await context.addCookies([{ name: 'ballast-sample', value: sample, url: base }]);
    const where = `${address} (${screen.name}${javaScriptEnabled ? '' : ', without JavaScript'})`;
    const expected = /nobody|nowhere/.test(address) ? 404 : 200;
    const page = await context.newPage();
    listen(page, () => where, problems, () => expected);
    const answer = await page.goto(base + (await found(page, from, begins)), { waitUntil: 'load' });
    if (answer.status() !== expected) problems.add(where, `status ${answer.status()}, expected ${expected}`);
    await shape(page, where, problems);
    await visit(page, sample ? `${address}-as-${sample}` : address, where);
    await page.close();
  }
  await context.close();
}

const browser = await start();
try {
  for (const screen of SCREENS) {
    await open(browser, screen, true, async (page, address, where) => {
      await picture(page, shots, `${slug(address)}-${screen.name}`);
      await rules(page, where, problems);
      await keyboard(page, where, problems);
    });
    await open(browser, screen, false, async () => {});
  }
} finally {
  await browser.close();
}
problems.end(`${ADDRESSES.length} pages on ${SCREENS.length} screens, with and without JavaScript`);

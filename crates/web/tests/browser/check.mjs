// Opens every kind of page in Chromium, wide and on a phone, and looks for what is wrong: axe's rules for WCAG 2.2
// AA, anything that the security policy had to stop, errors of scripts, pages wider than the screen, links that
// the keyboard can't reach, and pages that need JavaScript.
//
//   npm ci && node check.mjs http://127.0.0.1:4173 [folder for screenshots]
//   CHROMIUM names another browser than /usr/bin/chromium; ADDRESSES (with spaces between) other pages; SAMPLE the
//   number of who to be in the demonstration.
//
// Prints what it finds and ends with 1, or ends with 0.
import { createRequire } from 'node:module';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const AxeBuilder = createRequire(import.meta.url)('@axe-core/playwright').default;
const base = process.argv[2] ?? 'http://127.0.0.1:4173';
const shots = process.argv[3];
const ADDRESSES = process.env.ADDRESSES?.split(' ') ?? [
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
  '/gallery',
  '/market/units/nobody',
  '/nowhere',
];
const SCREENS = [
  { name: 'wide', width: 1280, height: 900 },
  { name: 'phone', width: 390, height: 844 },
];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

const problems = [];
const problem = (address, screen, what) => problems.push(`${address} (${screen}): ${what}`);

async function rules(page, address, screen) {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  for (const violation of violations) {
    const nodes = violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ');
    problem(address, screen, `${violation.id}: ${violation.help} [${violation.nodes.length}: ${nodes}]`);
  }
}

async function width(page, address, screen) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) problem(address, screen, `wider than the screen by ${over} pixels`);
}

async function inline(page, address, screen) {
  const found = await page.evaluate(() =>
    document.querySelectorAll('[style], style, script:not([src]), [onclick], [onload]').length);
  if (found > 0) problem(address, screen, `${found} inline styles or scripts`);
}

/** Goes through the page with Tab alone, as far as `most` stops, and asks that each stop can be seen. */
async function keyboard(page, address, screen, most = 25) {
  // A list of errors takes the focus when the page opens, so that it is read first.
  const begins = (await page.locator('.nhsuk-error-summary').count()) === 0;
  for (let stop = 0; stop < most; stop += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const box = element.getBoundingClientRect();
      return { name: `${element.tagName} ${element.textContent.trim().slice(0, 40)}`, seen: box.width > 0 && box.height > 0 };
    });
    if (at === null) return;
    if (begins && stop === 0 && !at.name.includes('Skip to main content')) problem(address, screen, `the first stop is ${at.name}`);
    if (!at.seen) problem(address, screen, `a stop that can't be seen: ${at.name}`);
  }
}

async function open(browser, screen, javaScriptEnabled, visit) {
  const context = await browser.newContext({ viewport: { width: screen.width, height: screen.height }, javaScriptEnabled });
  if (process.env.SAMPLE) await context.addCookies([{ name: 'ballast-sample', value: process.env.SAMPLE, url: base }]);
  for (const address of ADDRESSES) {
    const page = await context.newPage();
    const expected = /nobody|nowhere/.test(address) ? 404 : 200;
    page.on('console', (message) => {
      const text = message.text();
      // A page that isn't there says so on the console too.
      if (message.type() === 'error' && !(expected === 404 && text.includes('404'))) problem(address, screen.name, `console: ${text}`);
    });
    page.on('pageerror', (error) => problem(address, screen.name, `script: ${error.message}`));
    const answer = await page.goto(base + address, { waitUntil: 'load' });
    if (answer.status() !== expected) problem(address, screen.name, `status ${answer.status()}, expected ${expected}`);
    const started = Date.now();
    await visit(page, address);
    await page.close();
    console.log(`${address} (${screen.name}${javaScriptEnabled ? '' : ', without JavaScript'}): ${Date.now() - started} ms`);
  }
  await context.close();
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
try {
  for (const screen of SCREENS) {
    await open(browser, screen, true, async (page, address) => {
      await width(page, address, screen.name);
      await inline(page, address, screen.name);
      if (shots) {
        mkdirSync(shots, { recursive: true });
        const file = address.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'home';
        await page.screenshot({ path: `${shots}/${file}-${screen.name}.png`, fullPage: true });
      }
      await rules(page, address, screen.name);
      await keyboard(page, address, screen.name);
    });
    await open(browser, screen, false, async (page, address) => {
      if ((await page.locator('h1').count()) !== 1) problem(address, screen.name, 'without JavaScript there is not one heading');
      if (await page.locator('main').evaluate((main) => main.innerText.trim().length < 20)) problem(address, screen.name, 'empty without JavaScript');
      await width(page, address, `${screen.name}, without JavaScript`);
    });
  }
} finally {
  await browser.close();
}
for (const line of problems) console.error(line);
console.log(`${ADDRESSES.length} pages on ${SCREENS.length} screens, with and without JavaScript: ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);

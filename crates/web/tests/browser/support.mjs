// What every browser test uses: Chromium, two screens, what is wrong with a page, and pictures.
import { createRequire } from 'node:module';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const AxeBuilder = createRequire(import.meta.url)('@axe-core/playwright').default;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'];

export const SCREENS = [
  { name: 'wide', width: 1280, height: 900 },
  { name: 'phone', width: 390, height: 844 },
];

/** Starts Chromium; CHROMIUM names another one. */
export const start = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });

/** Collects what is wrong, to be told at the end. */
export class Problems {
  lines = [];

  add(where, what) {
    this.lines.push(`${where}: ${what}`);
  }

  /** Prints them, and ends the program: with 1 if there are any. */
  end(done) {
    for (const line of this.lines) console.error(line);
    console.log(`${done}: ${this.lines.length} problems`);
    process.exit(this.lines.length === 0 ? 0 : 1);
  }
}

/** axe's rules for WCAG 2.2 AA and good practice. */
export async function rules(page, where, problems) {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  for (const violation of violations) {
    const nodes = violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(' | ');
    problems.add(where, `${violation.id}: ${violation.help} [${violation.nodes.length}: ${nodes}]`);
  }
}

/** Nothing is wider than the screen; nothing is inline that the security policy forbids; one first heading. */
export async function shape(page, where, problems) {
  const seen = await page.evaluate(() => ({
    over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    // An empty style is one that axe or the camera took back: it is no style, and the server sends none.
    inline: document.querySelectorAll('[style]:not([style=""]), style, script:not([src]), [onclick], [onload]').length,
    headings: document.querySelectorAll('h1').length,
    words: document.querySelector('main')?.innerText.trim().length ?? 0,
  }));
  if (seen.over > 0) problems.add(where, `wider than the screen by ${seen.over} pixels`);
  if (seen.inline > 0) problems.add(where, `${seen.inline} inline styles or scripts`);
  if (seen.headings !== 1) problems.add(where, `${seen.headings} first headings`);
  if (seen.words < 20) problems.add(where, 'an empty page');
}

/** Goes through the page with Tab alone, as far as `most` stops, and asks that each stop can be seen. */
export async function keyboard(page, where, problems, most = 25) {
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
    if (begins && stop === 0 && !at.name.includes('Skip to main content')) problems.add(where, `the first stop is ${at.name}`);
    if (!at.seen) problems.add(where, `a stop that can't be seen: ${at.name}`);
  }
}

/** A picture of the whole page, as output of the run. */
export async function picture(page, folder, name) {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** A name of a file from words or an address. */
export const slug = (text) => text.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'home';

/** Tells what scripts and the console have to say. `expected` is a status whose message is no news. */
export function listen(page, where, problems, expected = () => 200) {
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !(expected() >= 400 && text.includes(String(expected())))) problems.add(where(), `console: ${text}`);
  });
  page.on('pageerror', (error) => problems.add(where(), `script: ${error.message}`));
}

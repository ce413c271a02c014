// Clicks through the journeys of docs/guide in Chromium: wide and on a phone, with and without JavaScript, each in a
// session of its own. Each page on the way is looked at as `check.mjs` does.
//
//   npm ci && node journeys.mjs http://127.0.0.1:8420 [folder for pictures]
//   JOURNEYS (with spaces between) names those to go.
import { readdirSync } from 'node:fs';
import { SCREENS, Problems, listen, picture, rules, shape, slug, start } from './support.mjs';

const base = process.argv[2] ?? 'http://127.0.0.1:8420';
const shots = process.argv[3];
const all = readdirSync(new URL('journeys/', import.meta.url)).filter((name) => name.endsWith('.mjs')).sort();
const wanted = process.env.JOURNEYS?.split(' ');
const problems = new Problems();

/** What a journey is given: the page, and ways to go on and to look. */
class Traveller {
  constructor(page, name, screen, hasScript) {
    Object.assign(this, { page, name, screen, hasScript, stop: 0, status: 200, others: [] });
    listen(page, () => this.where(), problems, () => this.status);
  }

  where() {
    return `${this.name} (${this.screen.name}${this.hasScript ? '' : ', without JavaScript'}) at ${new URL(this.page.url() || base).pathname}`;
  }

  async open(address, status = 200) {
    this.status = status;
    const answer = await this.page.goto(base + address, { waitUntil: 'load' });
    if (answer.status() !== status) problems.add(this.where(), `status ${answer.status()}, expected ${status}`);
    await this.look();
  }

  /** Takes the place of a sample person of the demonstration, by what they are called or the beginning of it. */
  async become(person) {
    const option = this.page.locator('#sample option', { hasText: person }).first();
    await this.page.locator('#sample').selectOption(await option.getAttribute('value'));
    await this.press('Switch');
  }

  /** Chooses a value of a field: of a list, or a box or button of that name. */
  async choose(field, value) {
    const list = this.page.locator(`select[name="${field}"]`);
    if (await list.count()) await list.selectOption(value);
    else await this.page.locator(`input[name="${field}"][value="${value}"]`).check();
  }

  /** Waits for long work: loads the page again until a link of these words is there. */
  async until(words, seconds) {
    for (let waited = 0; waited < seconds; waited += 1) {
      if (await this.page.locator('main').getByRole('link', { name: words, exact: true }).count()) return this.look();
      await this.page.waitForTimeout(1000);
      await this.page.reload({ waitUntil: 'load' });
    }
    throw new Error(`no ${words} after ${seconds} seconds`);
  }

  /** Follows a link by its words, with the keyboard where `byKey`. */
  async follow(words, { byKey = false } = {}) {
    // A link that looks like a button is one to those who hear it.
    const links = this.page.getByRole('link', { name: words }).or(this.page.locator('a').getByText(words)).filter({ visible: true });
    // On a phone the last parts of the site are behind a button.
    const more = this.page.locator('.nhsuk-header__menu-toggle').filter({ visible: true });
    if ((await links.count()) === 0 && (await more.count()) > 0) await more.click();
    const link = links.first();
    await this.go(() => (byKey ? link.press('Enter') : link.click()));
  }

  /** Presses a button by its words. */
  async press(words, { byKey = false, status = 200 } = {}) {
    this.status = status;
    const button = this.page.getByRole('button', { name: words }).first();
    await this.go(() => (byKey ? button.press('Enter') : button.click()));
  }

  async go(act) {
    await Promise.all([this.page.waitForLoadState('load'), this.page.waitForNavigation({ waitUntil: 'load', timeout: 15000 }), act()]);
    await this.look();
  }

  /** Somebody else, in a browser of their own, on a screen like this one. */
  async beside(person) {
    const { width, height } = this.screen;
    const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: this.hasScript, acceptDownloads: true });
    this.others.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(15000);
    const other = new Traveller(page, `${this.name}, ${person}`, this.screen, this.hasScript);
    await other.open('/');
    await other.become(person);
    return other;
  }

  /** Looks at the page as it is. */
  async look() {
    this.stop += 1;
    await shape(this.page, this.where(), problems);
    if (!this.hasScript) return;
    await picture(this.page, shots, `${slug(this.name)}-${String(this.stop).padStart(2, '0')}-${this.screen.name}`);
    await rules(this.page, this.where(), problems);
  }

  /** Is it so? If not, it is told, and the journey goes on. */
  expect(what, isSo) {
    if (!isSo) problems.add(this.where(), `not so: ${what}`);
  }

  /** Do these words stand on the page? */
  async reads(...words) {
    const text = await this.page.locator('main').innerText();
    for (const word of words) {
      const isThere = word instanceof RegExp ? word.test(text) : text.includes(word);
      this.expect(`the page reads ${word}`, isThere);
    }
  }
}

const browser = await start();
let gone = 0;
try {
  for (const file of all.filter((name) => !wanted || wanted.some((one) => name.startsWith(one)))) {
    const journey = await import(new URL(`journeys/${file}`, import.meta.url));
    for (const screen of SCREENS) {
      for (const javaScriptEnabled of [true, false]) {
        // A long journey may be gone twice only: wide with JavaScript, and on a phone without.
        if (journey.isLong && (screen.name === 'wide') !== javaScriptEnabled) continue;
        const viewport = { width: screen.width, height: screen.height };
        const context = await browser.newContext({ viewport, javaScriptEnabled, acceptDownloads: true });
        const page = await context.newPage();
        page.setDefaultTimeout(15000);
        const traveller = new Traveller(page, journey.name, screen, javaScriptEnabled);
        try {
          await journey.travel(traveller);
        } catch (error) {
          problems.add(traveller.where(), `came to a halt: ${error.message.split('\n').slice(0, 3).join(' ')}`);
          await picture(page, shots, `${slug(journey.name)}-halt-${screen.name}${javaScriptEnabled ? '' : '-without-script'}`);
        }
        gone += 1;
        for (const other of traveller.others) await other.close();
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
}
problems.end(`${gone} journeys`);

// Journey 5: a case is opened on a frozen answer, those whose money moves are asked and reply, it is written, and what is missing
// before it can be sent is told: five people, each in a browser of their own.
export const name = 'make the case';
export const isLong = true;

const SECTIONS = ['rationale', 'options', 'money', 'system-impact', 'staff', 'quality-and-risk', 'delivery'];

export async function travel(at) {
  await at.open('/');
  await at.become('Finance lead of a commissioner');
  const author = at;
  const certifier = await at.beside('Accountable officer');
  const neighbour = await at.beside('Finance lead of a neighbour');
  const director = await at.beside('Director of the unit');
  const reviewer = await at.beside('Reviewer at the oversight body');

  const home = await opened(author);
  await asked(author, home);
  await replied(neighbour, director, home);
  await written(author, home);
  await certified(certifier, home);
  await unknown(reviewer, home);
}

/** A case on the example's answer, which is frozen first if no earlier traveller has. */
async function opened(at) {
  await at.open('/hurt');
  const answer = at.page.locator('main a[href^="/hurt/0"]').first();
  await at.go(() => answer.click());
  if (await at.page.getByRole('button', { name: 'Freeze as exhibit' }).count()) {
    await at.press('Freeze as exhibit');
    await at.reads('It stands in the record');
  }
  await at.follow('Open a case on this answer');
  await at.press('Open the case', { status: 422 });
  at.status = 200;
  await at.reads('There is a problem', 'Enter a title', 'Choose how much is asked of it');
  await at.page.locator('[name="title"]').fill('East and North Hertfordshire takes its services in house');
  await at.choose('tier', 'case');
  await at.press('Open the case', { byKey: true });
  await at.reads('is being written', 'What waits for you', 'Not yet started', 'Cannot start yet', /£[\d,]+ to £[\d,]+/);
  return new URL(at.page.url()).pathname;
}

/** Everybody who is affected, by a day that is today: their silence is then known tomorrow, and a reply at once. */
async function asked(at, home) {
  await at.follow('Ask an affected body');
  for (const box of await at.page.locator('input[name="bodies"]').all()) await box.check();
  await at.press('Ask an affected body', { status: 422 });
  at.status = 200;
  await at.reads('Enter a day');
  for (const box of await at.page.locator('input[name="bodies"]').all()) await box.check();
  await day(at, 'reply_by', new Date());
  await at.press('Ask an affected body');
  await at.reads('Everybody whose money moves was asked', 'Asked');
  at.expect('it is the same case', new URL(at.page.url()).pathname === home);
}

async function day(at, name, date) {
  await at.page.locator(`[name="${name}[day]"]`).fill(String(date.getUTCDate()));
  await at.page.locator(`[name="${name}[month]"]`).fill(String(date.getUTCMonth() + 1));
  await at.page.locator(`[name="${name}[year]"]`).fill(String(date.getUTCFullYear()));
}

async function replied(neighbour, director, home) {
  await neighbour.open('/cases');
  await neighbour.reads('East and North Hertfordshire');
  await neighbour.open(home);
  await neighbour.reads('You see your own line and your own reply', /Herts Valleys CCG pays more/);
  const text = await neighbour.page.locator('main').innerText();
  neighbour.expect('no other line is told', !text.includes('Luton'));
  await neighbour.follow('Reply');
  await neighbour.choose('reply', 'states-intention');
  await neighbour.page.locator('[name="text"]').fill('We stay for this year.');
  await neighbour.press('Reply');
  await neighbour.reads('We stay for this year.');
  await director.open(home);
  await director.follow('Reply');
  await director.choose('reply', 'comments');
  await director.page.locator('[name="text"]').fill('Cost goes more slowly than you think.');
  await director.page.locator('[name="private"]').fill('PRIVATE: leases end in 2016.');
  await director.press('Reply');
  await director.reads('PRIVATE: leases end in 2016.');
}

async function written(at, home) {
  await at.open(`${home}/sections/money`);
  for (const section of SECTIONS) {
    await at.page.goto(new URL(`${home}/sections/${section}`, at.page.url()).href);
    await at.page.locator('[name="text"]').fill(`What there is to say of ${section}.\n\n- one\n- two`);
    const save = at.page.getByRole('button', { name: 'Save, and mark as done' });
    await Promise.all([at.page.waitForNavigation({ waitUntil: 'load' }), save.click()]);
  }
  await at.look();
  await at.reads('Completed', 'We stay for this year.', /\d+ words/);
  const text = await at.page.locator('main').innerText();
  at.expect('what the unit says in private is private', !text.includes('PRIVATE'));
}

/** Not before everybody's day has passed: so what is missing is told, and an author may not certify. */
async function certified(at, home) {
  await at.open(home);
  await at.follow('Confirm and send');
  await at.press('Confirm and send', { status: 422 });
  at.status = 200;
  await at.reads('There is a problem', 'every affected body was invited, and has replied or let its day pass');
}

/** Nobody at an oversight body is told of a draft. */
async function unknown(at, home) {
  await at.open('/cases');
  await at.reads('No case concerns you yet');
  await at.open(home, 404);
  at.status = 200;
}

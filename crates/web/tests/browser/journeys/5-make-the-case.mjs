// Journeys 5 and 6: a case is opened on a frozen answer, those whose money moves are asked and reply, it is written, sent, returned with
// a point, put right, agreed with a condition, decided, published and followed: seven people, each in a browser of their own.
export const name = 'make the case';
export const isLong = true;

const SECTIONS = ['rationale', 'options', 'money', 'system-impact', 'staff', 'quality-and-risk', 'delivery'];

export async function travel(at) {
  await at.open('/');
  await at.become('Finance lead of a commissioner');
  const author = at;
  const certifier = await at.beside('Accountable officer');
  const body = await at.beside('Governing body');
  const neighbour = await at.beside('Finance lead of a neighbour');
  const director = await at.beside('Director of the unit');
  const reviewer = await at.beside('Reviewer at the oversight body');
  const lead = await at.beside('Review lead');

  const home = await opened(author);
  await asked(author, home);
  await replied(neighbour, director, home);
  await written(author, home);
  await certified(certifier, home);
  await unknown(reviewer, home);
  await author.press('Let a day pass');
  await sent(certifier, home);
  await returned(reviewer, home);
  await putRight(author, certifier, home);
  await agreed(reviewer, lead, certifier, home);
  await decided(body, home);
  await published(author, neighbour, home);
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
  await day(at, 'reply_by', await today(at));
  await at.press('Ask an affected body');
  await at.reads('Everybody whose money moves was asked', 'Asked');
  at.expect('it is the same case', new URL(at.page.url()).pathname === home);
}

/** The day that the demonstration has come to, other travellers may have let some pass. */
async function today(at, later = 0) {
  const bar = await at.page.locator('.app-demo').innerText();
  const told = /Today is (\d+ \w+ \d{4})/.exec(bar)[1];
  return new Date(Date.parse(`${told} UTC`) + later * 86400e3);
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

/** What is typed beside a file stays, whatever becomes of the file; the file is there when it can be. */
async function attached(at) {
  const typed = 'TYPED beside a file';
  const stays = async () => at.expect('the text stays', (await at.page.locator('[name="text"]').inputValue()) === typed);
  await at.page.locator('[name="text"]').fill(typed);
  await at.page.locator('[name="title"]').fill('Counts of May');
  await at.press('Attach the file', { status: 422 });
  at.status = 200;
  await at.reads('There is a problem', 'Choose the file again');
  await stays();
  const counts = { name: 'counts.csv', mimeType: 'text/csv', buffer: Buffer.from('who,what\nB,1\n') };
  await at.page.locator('[name="file"]').setInputFiles(counts);
  await at.press('Attach the file');
  await at.reads('What you typed last time wasn’t saved', 'Counts of May (CSV, ');
  await stays();
  await at.press(/Take it out.*Counts of May/);
  await at.reads('No file is attached to this section.');
  await stays();
}

async function written(at, home) {
  await at.open(`${home}/sections/money`);
  await attached(at);
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
  const links = await at.page.locator('main a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  at.expect('a draft isn’t listed', !links.includes(home));
  await at.open(home, 404);
  at.status = 200;
}

async function sent(at, home) {
  await at.open(home);
  await at.reads('No reply', 'Replied');
  await at.follow('Confirm and send');
  await at.press('Confirm and send', { byKey: true });
  await at.reads('was sent to', 'Certified and sent');
}

async function returned(at, home) {
  await at.open('/cases');
  await at.reads('confirm that it has arrived');
  await at.open(home);
  await at.follow('Confirm that it has arrived');
  await at.press('Confirm that it has arrived');
  await at.follow('Take it up for review');
  await at.press('Take it up for review');
  await at.reads('is reviewed by', 'What it is checked for', 'PRIVATE: leases end in 2016.');
  await at.follow('Money');
  await at.follow('Flag something for other reviewers');
  await at.page.locator('[name="text"]').fill('FLAG: compare with the year before.');
  await at.press('Flag something for other reviewers');
  await at.follow('Return with points');
  await at.press('Return with points', { status: 422 });
  at.status = 200;
  await at.reads('Say what is to be put right');
  await at.choose('section_1', 'money');
  await at.page.locator('[name="text_1"]').fill('Say who pays redundancies.');
  await at.press('Return with points');
  await at.reads('Returned with points', 'Say who pays redundancies.');
}

async function putRight(author, certifier, home) {
  await author.open(home);
  await author.reads('Returned', 'One point of the review to put right.');
  const text = await author.page.locator('main').innerText();
  author.expect('flags are the reviewers’ own', !text.includes('FLAG'));
  await author.open(`${home}/sections/money`);
  await author.reads('To put right here', 'Say who pays redundancies.');
  await author.page.locator('[name="text"]').fill('What there is to say of money.\n\nWe pay redundancies.');
  await author.press('Save, and mark as done');
  await author.open(`${home}/do/answer-point?point=0`);
  await author.page.locator('[name="text"]').fill('Second paragraph.');
  await author.press('Answer a point');
  await author.open(`${home}/analysis`);
  await author.reads('isn’t signed off', 'It was never signed off.', 'rests on');
  await certifier.open(home);
  await certifier.follow('Confirm and send');
  await certifier.press('Confirm and send');
  await certifier.reads('is reviewed by');
}

async function agreed(reviewer, lead, certifier, home) {
  await reviewer.open(home);
  await reviewer.follow('what changed since it was sent before');
  await reviewer.reads('1 section and 0 figures differ', 'We pay redundancies.');
  await reviewer.open(home);
  await reviewer.follow('What it does together with every other case that was sent');
  await reviewer.reads('Cases that are looked at', 'It is worked out, not recorded.', 'How this was worked out');
  await reviewer.open(home);
  await reviewer.follow('Recommend an outcome');
  await reviewer.choose('verdict', 'agreed-with-conditions');
  await reviewer.page.locator('[name="text"]').fill('RECOMMENDED: sound, if neighbours know their prices.');
  await reviewer.press('Recommend an outcome');
  await certifier.open(home);
  const text = await certifier.page.locator('main').innerText();
  certifier.expect('nobody else knows of a recommendation', !text.includes('RECOMMENDED') && text.includes('In review'));
  await lead.open(home);
  await lead.reads('RECOMMENDED: sound');
  await lead.follow('Record the outcome');
  await lead.choose('verdict', 'agreed-with-conditions');
  await lead.page.locator('[name="text"]').fill('Sound, if neighbours know their prices.');
  await lead.press('Record the outcome', { status: 422 });
  lead.status = 200;
  await lead.reads('conditions are there if');
  await lead.page.locator('[name="text_1"]').fill('Neighbours know their prices.');
  await day(lead, 'due_1', await today(lead, 60));
  await lead.choose('owner_1', '06K');
  await lead.press('Record the outcome');
  await lead.reads('Agreed with conditions', 'Neighbours know their prices.');
}

async function decided(at, home) {
  await at.open(home);
  await at.follow('Record the decision');
  await at.choose('choice', 'proceed');
  await at.page.locator('[name="text"]').fill('Nearer to practices.');
  await at.press('Record the decision', { byKey: true });
  await at.reads('is decided', 'Nearer to practices.');
}

/** The public reads it, without an account and without what is exempt; the neighbour too. */
async function published(author, neighbour, home) {
  await author.open(home);
  await author.follow('Leave something out of the public version');
  await author.choose('part', 'section:staff');
  await author.page.locator('[name="text"]').fill('Small groups of posts.');
  await author.press('Leave something out of the public version');
  await author.follow('Publish');
  await author.press('Publish');
  await author.reads('is decided and published');
  const anybody = await author.beside('The public');
  await anybody.open('/published');
  await anybody.reads('East and North Hertfordshire', 'Agreed with conditions', 'Proceed');
  await anybody.open(home);
  await anybody.reads('What there is to say of options', 'Nearer to practices.');
  const text = await anybody.page.locator('main').innerText();
  for (const hidden of ['What there is to say of staff', 'PRIVATE', 'FLAG', 'RECOMMENDED', 'Say who pays redundancies.']) {
    anybody.expect(`${hidden} isn’t public`, !text.includes(hidden));
  }
  await neighbour.open(home);
  await neighbour.reads('What there is to say of options', 'We stay for this year.');
  await author.open(home);
  await author.follow('Begin to follow conditions and benefits');
  await author.page.locator('[name="title_1"]').fill('Saved in the first year');
  await author.page.locator('[name="forecast_1"]').fill('250000');
  await day(author, 'due_1', await today(author, 400));
  await author.press('Begin to follow conditions and benefits');
  await author.reads('Conditions, followed', 'Saved in the first year', '£250,000');
  await author.follow('Show that a milestone is met');
  await author.page.locator('[name="text"]').fill('Letters of today.');
  await author.press('Show that a milestone is met');
  await author.reads('Met on');
}

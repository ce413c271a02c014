// Journey 0: see it work. From the first page of the demonstration along each card, and as each sample person.
export const name = 'see it work';

export async function travel(at) {
  await at.open('/');
  await at.reads('East and North Hertfordshire', 'The market');
  const cards = await at.page.locator('main .nhsuk-card a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  at.expect('there are cards', cards.length >= 4);
  for (const card of cards) await at.open(card);
  await at.open('/');
  const people = await at.page.locator('#sample option').allInnerTexts();
  at.expect('there are sample people for every role', people.length >= 13);
  for (const person of people) {
    await at.become(person);
    at.expect(`${person} is who we are`, (await at.page.locator('#sample option:checked').innerText()) === person);
  }
  // The last one is the public.
  await at.open('/market', 401);
  await at.reads('Sign in');
}

// Journey 2: see the market. From the whole to a unit, its customers, an agreement, a source; today; as a file.
export const name = 'see the market';

export async function travel(at) {
  await at.open('/');
  await at.become('Viewer at a commissioner');
  await at.follow('The market');
  await at.reads(/customers/i, /agreements/i);
  await at.follow(/by share of allowance|share of (its |the )?allowance/i);
  at.expect('the map has a title for each area', (await at.page.locator('svg a title').count()) > 100);
  await at.open('/market/units/0CG');
  await at.reads('Central Eastern');
  await at.follow(/East and North Hertfordshire/, { byKey: true });
  await at.follow('As it is now');
  await at.open('/market/commissioners/06K');
  for (const kind of ['csv', 'xlsx', 'json']) {
    const link = at.page.locator(`main a[href*=".${kind}"]`).first();
    const address = await link.getAttribute('href');
    const answer = await at.page.request.get(new URL(address, at.page.url()).href);
    at.expect(`${address} answers`, answer.status() === 200 && (await answer.body()).length > 20);
  }
  await at.open('/market/agreements/06K-0CG-finance');
  await at.follow(/source|where/i);
  await at.open('/market/units/nobody', 404);
}

// Journey 8: the review lead watches the country: four numbers, the worst first, each with its next act, and the monthly pack.
// An author is not shown the way there, and is refused.
export const name = 'watch the country';

export async function travel(at) {
  await at.open('/');
  await at.become('Review lead at the oversight body');
  await at.follow('The country', { byKey: true });
  await at.reads(/\d+ of the 19 units that you oversee (is|are) at risk/, 'Cases waiting beyond the limit', 'Conditions overdue');
  await at.reads('Units at risk, the worst first', 'The register of moves', 'Where these figures are from');
  const first = at.page.locator('#units tbody tr').first();
  at.expect('a unit has its tests', (await first.innerText()).length > 20);

  const address = await at.page.locator('a', { hasText: 'The monthly pack' }).getAttribute('href');
  const pack = await at.page.request.get(new URL(address, at.page.url()).href);
  at.expect('the pack is a workbook', pack.ok() && (await pack.body()).subarray(0, 2).toString() === 'PK');

  // The next act of the worst unit leads to what its income stands on.
  await at.go(() => first.locator('a').last().press('Enter'));
  await at.reads(/earns £/);

  await at.open('/');
  await at.become('Finance lead of a commissioner');
  at.expect('no way there', (await at.page.locator('a[href="/country"]').count()) === 0);
  await at.open('/country', 403);
  at.status = 200;
}

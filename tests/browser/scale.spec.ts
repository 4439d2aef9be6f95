// A hundred thousand members: the list is at once where it is asked to be.
import { expect, test } from './desk';

const members = 100_000;

test('a hundred thousand members are imported, scrolled, found and chosen', async ({ desk, page }) => {
  test.setTimeout(120_000);
  const number = new Intl.NumberFormat('en').format;
  const lines = ['Name,Email,Company'];
  for (let i = 0; i < members; i++)
    lines.push(`Member ${String(i).padStart(6, '0')},member${i}@example.com,Studio ${i % 97}`);
  await desk.book();
  const { import: id } = await desk.rpc('import.open', { path: await desk.file('large.csv', lines.join('\n')) });
  const { counts } = await desk.rpc('import.plan', { import: id });
  expect(counts).toMatchObject({ rows: members, created: members });
  await desk.rpc('import.apply', { import: id });

  await desk.open();
  await expect(desk.count).toHaveText(`${number(members)} members`);
  await expect(desk.row('member0@example.com')).toBeVisible();
  await desk.grid.focus();
  await page.keyboard.press('Control+End');
  await expect(desk.row(`member${members - 1}@example.com`)).toBeInViewport();

  await desk.grid.evaluate((grid) => grid.scrollTo(0, grid.scrollHeight / 2));
  await expect(desk.row('member50000@example.com')).toBeInViewport();
  expect(await desk.grid.getByRole('row').count(), 'only the rows in view exist').toBeLessThan(120);

  await page.getByRole('searchbox').fill('member99999');
  await expect(desk.count).toHaveText(`1 of ${number(members)}`);
  await page.getByRole('searchbox').fill('studio');
  await expect(desk.count).toHaveText(`0 of ${number(members)}`);
  await page.getByRole('searchbox').fill('');
  await expect(desk.count).toHaveText(`${number(members)} members`);

  await desk.grid.focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('region', { name: 'Selection', exact: true })).toContainText(
    `${number(members)} selected`,
  );
});

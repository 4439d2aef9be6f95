// The pictures of README.md, taken of the sample book. Every run leaves them in `target/screenshots`; with
// `ROLLBOOK_SCREENSHOTS=docs/screenshots` they take the place of those that readers see.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { Member } from '../../ui/src/backend/api';
import { type Desk, expect, test } from './desk';
import { settle } from './look';

const root = resolve(import.meta.dirname, '../..');
const folder = resolve(root, process.env.ROLLBOOK_SCREENSHOTS ?? 'target/screenshots');

async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // The pointer rests where nothing is to be said about it.
  await page.mouse.move(0, 0);
  await settle(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Some of the members who hold a product, as the book has them. */
async function holders(desk: Desk, product: string): Promise<Member[]> {
  const { view } = await desk.rpc('view.open', {
    query: { filter: `status:active product:"${product}"`, search: '', sort: [{ field: 'name', desc: false }] },
  });
  const { rows } = await desk.rpc('view.rows', { view, start: 0, len: 40 });
  return Promise.all(rows.flatMap((row) => (row ? [desk.rpc('member.show', { id: row.id })] : [])));
}

/** A list as a platform exports it: people who are known, some with news of them, people who are not, and mistakes. */
function listOf(known: Member[]): string {
  const working = known.filter(({ company }) => company !== '');
  const lines = working.slice(0, 9).map(({ name, email, company }, i) => {
    const moved = i % 3 !== 2;
    return [
      name,
      email,
      moved ? 'Papel & Tinta' : company,
      `+55 11 9${8200 + i * 37}-${4100 + i * 53}`,
      'Colour and Light',
    ];
  });
  const others = [
    ['Helena Prado', 'helena.prado@example.com', 'Ateliê Norte', '+55 21 98814-2207', 'Colour and Light'],
    ['Tomás Nogueira', 'tomas.nogueira@example.com', '', '+55 31 99102-4418', 'Ink and Brush'],
    ['Marina Lobo', 'marina(at)example.com', 'Papel & Tinta', '+55 41 98123-9001', 'Ink and Brush'],
    ['Owen Hartley', 'owen.hartley@example.com', 'Studio Lume', '', 'Ink and Brush'],
    ['Helena Prado', 'HELENA.PRADO@example.com', '', '+55 21 98814-2207', 'Ink and Brush'],
    ['Íris Teixeira', '', 'Casa Azul', '+55 11 98400-7712', 'Colour and Light'],
    ['Lucas Moretti', 'lucas.moretti@example.com', '', '+55 51 99777-3010', 'Colour and Light'],
  ];
  const rows = [...lines.slice(0, 3), ...others.slice(0, 4), ...lines.slice(3), ...others.slice(4)];
  return ['Nome,E-mail,Empresa,Telefone,Curso', ...rows.map((row) => row.join(','))].join('\n');
}

// Less high than the window begins, which keeps each picture below 200 kB.
test.use({ viewport: { width: 1280, height: 660 } });

test.beforeEach(async ({ desk, page }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await desk.book({ sample: true });
  await desk.open();
  await expect(desk.row('@').nth(15)).toBeVisible();
});

test('the members, in light and in dark', async ({ desk, page }) => {
  await shoot(page, 'members');

  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  for (const nth of [3, 4, 7]) await desk.grid.getByRole('row').nth(nth).getByRole('checkbox').click();
  await desk.grid.focus();
  await page.keyboard.press('Space');
  await expect(
    page.getByRole('complementary', { name: 'Quick look' }).getByRole('heading', { level: 2 }),
  ).toBeVisible();
  await shoot(page, 'members-dark');
});

test('the review of an import', async ({ desk, page }) => {
  await desk.drop(await desk.file('memberkit-alunos.csv', listOf(await holders(desk, 'Atelier Starter'))));
  await desk.button('Review rows').click();
  await desk.button('Change…').click();
  await page.getByRole('radio', { name: /^Overwrite/ }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('group', { name: 'Show rows that are' }).getByRole('button', { name: 'All' }).click();
  await expect(desk.row('marina(at)example.com')).toBeVisible();
  await expect(desk.grid.getByText('Papel & Tinta').first()).toBeVisible();
  await shoot(page, 'import-review');
});

test('a member', async ({ desk, page }) => {
  const found = await holders(desk, 'The Whole Studio');
  const busiest = found
    .filter(({ access }) => access.every(({ status }) => status === 'active'))
    .sort((a, b) => begun(b) - begun(a))[0];
  if (!busiest) throw new Error('The sample has nobody with access');
  await desk.go(`#/members/${busiest.id}`);
  await expect(desk.title).toHaveText(busiest.name);
  await expect(page.getByRole('table').getByRole('progressbar').first()).toBeVisible();
  await shoot(page, 'member');
});

test('when the lessons of a course open', async ({ desk, page }) => {
  const courses = await desk.rpc('courses.list', { archived: false });
  const { id } = courses.find(({ title }) => title === 'Colour and Light') ?? {};
  if (!id) throw new Error('The sample has no such course');
  await desk.go(`#/courses/${id}?tab=drip`);
  await expect(page.getByText('By hand only').first()).toBeVisible();
  await expect(page.getByText(/can open it$/).first()).toBeVisible();
  await shoot(page, 'drip');
});

function begun({ access }: Member): number {
  return access.filter(({ progress }) => progress !== null).length;
}

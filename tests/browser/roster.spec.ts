// A list of dates moves the ends of access, and a roster says who is missing; neither takes anything by surprise.
import { existsSync } from 'node:fs';
import type { Locale } from '../../ui/src/backend/api';
import { type Desk, expect, test } from './desk';
import { look } from './look';

const PEOPLE = ['Ana', 'Bruno', 'Carla', 'Diego', 'Elisa', 'Felipe', 'Gabriela', 'Heitor', 'Iara', 'João'];
const email = (name: string): string =>
  `${name
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase()}@example.com`;
const COURSE = 'Aquarela básica';

/** A book in which ten people have one course, Carla by a product too, Bruno until a day. */
async function withHolders(desk: Desk, locale: Locale = 'en'): Promise<void> {
  await desk.speak(locale);
  await desk.book({ locale });
  const until = (name: string): string => (name === 'Bruno' ? '2030-12-31' : '2027-06-30');
  const lines = PEOPLE.map((name) => `${name} Souza,${email(name)},${COURSE},2026-01-15,${until(name)}`);
  const text = ['Name,Email,Course,Enrolled,Expires', ...lines].join('\n');
  const path = await desk.file('everyone.csv', text);
  const { import: id } = await desk.rpc('import.open', { path });
  await desk.rpc('import.plan', { import: id });
  await desk.rpc('import.apply', { import: id });
  const [course] = await desk.rpc('courses.list', { archived: false });
  const courses = course ? [course.id] : [];
  const bundle = await desk.rpc('product.add', { title: 'Ateliê completo', kind: 'bundle', courses });
  const [carla] = await desk.rpc('members.find', { text: 'carla', limit: 1 });
  await desk.rpc('access.change', {
    members: { ids: carla ? [carla.id] : [] },
    change: { give: { courses: [], products: [bundle.value.id], state: 'active' } },
  });
  await desk.open();
}

/** Opens a file and says what it is for. */
async function openFor(desk: Desk, purpose: 'expiry' | 'roster', name: string, text: string): Promise<void> {
  const { page, words } = desk;
  await desk.drop(await desk.file(name, text));
  await page.getByRole('radio', { name: words(`import-purpose-${purpose}`) }).check();
  await expect(page.getByText(words('import-obstacle-no-subject'))).toBeVisible();
  await page.getByRole('combobox', { name: words('import-subject') }).click();
  await page.keyboard.type('aquarela');
  await page.getByRole('option', { name: COURSE }).click();
}

async function enrolled(desk: Desk): Promise<number> {
  const [course] = await desk.rpc('courses.list', { archived: false });
  return course?.holders.active ?? -1;
}

const DATES = `Nome;Email;Data de matrícula;Data de expiração
Ana Souza;${email('Ana')};;31/12/2031
Bruno Souza;${email('Bruno')};01/02/2026;30/06/2028
Carla Souza;${email('Carla')};;
Zoé Nova;zoe@example.com;;31/12/2031
Diego Souza;${email('Diego')};;01/01/2020
`;

const SHORT = [
  'Name,Email',
  ...PEOPLE.slice(0, 6).map((name) => `${name} Souza,${email(name)}`),
  'Lia Nova,lia@example.com',
]
  .filter((line) => !line.startsWith('Carla'))
  .join('\n');

for (const locale of ['en', 'pt-BR'] as Locale[]) {
  test(`a list of dates, in ${locale}`, async ({ desk, page }) => {
    await withHolders(desk, locale);
    const { words } = desk;
    await openFor(desk, 'expiry', 'datas.csv', DATES);
    await look(page, 'import-purpose', locale);
    await desk.button(words('import-next-review')).click();
    const chips = page.getByRole('group', { name: words('import-review-filter') });
    await expect(chips.getByRole('button', { name: words('import-verdict-failed') })).toHaveText(/1$/);
    await chips.getByRole('button', { name: words('import-verdict-all') }).click();
    await expect(desk.row('zoe@example.com')).toContainText(words('import-reason-not-in-book'));
    await expect(desk.row(email('Carla'))).toContainText(words('import-reason-no-day'));
    await expect(desk.row(email('Bruno'))).toContainText(words('import-reason-shortened'));
    await expect(desk.row(email('Bruno')).locator('del')).toHaveCount(2);
    await look(page, 'import-dates-review', locale);
    await desk.button(words('import-next-effect')).click();
    const effect = page.getByRole('complementary', { name: words('import-effect-heading') });
    await expect(effect).toContainText(words('import-expiry-effect', { n: 2 }));
    await expect(effect).toContainText(words('import-expiry-drip', { n: 1 }));
    await look(page, 'import-dates-access', locale);
    const before = (await desk.rpc('book.info', {})).members;
    await desk.button(words('import-apply-expiry', { n: 2 })).click();
    await expect(desk.button(words('import-done-undo'))).toBeVisible();
    expect((await desk.rpc('book.info', {})).members, 'nobody is added').toBe(before);
    await expect(page.getByText(words('import-done-noted'))).toBeVisible();
    await look(page, 'import-dates-done', locale);
  });

  test(`a roster, in ${locale}`, async ({ desk, page }) => {
    await withHolders(desk, locale);
    const { words } = desk;
    await openFor(desk, 'roster', 'lista.csv', SHORT);
    await desk.button(words('import-next-review')).click();
    const missing = page.getByRole('button', { name: new RegExp(`^${words('import-missing')} `) });
    await expect(missing).toHaveText(/5$/);
    await missing.click();
    await expect(desk.row(email('Carla'))).toContainText(words('import-missing-by-product'));
    await look(page, 'import-roster-missing', locale);
    await desk.button(words('import-next-effect')).click();
    await page.getByRole('radio', { name: words('import-roster-end') }).check();
    await expect(page.getByText(words('import-obstacle-unsure'))).toBeVisible();
    await look(page, 'import-roster-access', locale);
    await page.getByRole('checkbox', { name: words('import-roster-right-end', { n: 5 }) }).check();
    await desk.button(words('import-apply-roster', { n: 6 })).click();
    await expect(page.getByText(words('import-roster-did-end', { n: 5, holders: 10 }))).toBeVisible();
    await look(page, 'import-roster-done', locale);
    await desk.go('#/imports');
    await expect(desk.row('lista.csv')).toContainText(words('import-roster-was-end', { n: 5 }));
    await look(page, 'imports-roster', locale);
  });
}

test('a truncated roster is refused, looked at, saved, and taken back in one step', async ({ desk, page }) => {
  await withHolders(desk);
  expect(await enrolled(desk)).toBe(10);
  await openFor(desk, 'roster', 'roster.csv', SHORT);
  await desk.button('Review rows').click();
  await page.getByRole('button', { name: 'Missing 5' }).click();
  await expect(desk.grid.getByRole('row').nth(1)).toContainText('Carla Souza');
  await desk.answer({ nextSave: desk.path('missing.csv') });
  await desk.button('Save the 5 missing…').click();
  await expect.poll(() => existsSync(desk.path('missing.csv'))).toBe(true);
  expect(await desk.read('missing.csv')).toContain(`Carla Souza,${email('Carla')},2026-01-15,2027-06-30`);
  await desk.button('See what will happen').click();

  const apply = desk.button(/^Apply the roster/);
  await expect(apply, 'only listing takes nothing away').toBeEnabled();
  await page.getByRole('radio', { name: /^End their access/ }).check();
  await expect(page.getByText('5 of 10 are missing (50 %). Is the file complete?')).toBeVisible();
  await expect(apply).toBeDisabled();
  await page.getByRole('spinbutton', { name: 'Ask me when more are missing than' }).fill('50');
  await page.keyboard.press('Tab');
  await expect(apply).toBeEnabled();
  await page.getByRole('spinbutton', { name: 'Ask me when more are missing than' }).fill('10');
  await page.keyboard.press('Tab');
  await expect(apply).toBeDisabled();
  await page.getByRole('checkbox', { name: 'It is right: end the access of 5 members' }).check();
  await apply.click();
  await expect(desk.button('Undo import')).toBeVisible();
  expect(await enrolled(desk), 'five stay, Lia came, and Carla has it by the product').toBe(7);

  await desk.button('Undo import').click();
  await expect(page.getByRole('heading', { name: 'The import was undone' })).toBeVisible();
  expect(await enrolled(desk)).toBe(10);
});

for (const locale of ['en', 'pt-BR'] as Locale[]) {
  test(`what a file was for is offered to the next one like it, in ${locale}`, async ({ desk, page }) => {
    await withHolders(desk, locale);
    const { words } = desk;
    await openFor(desk, 'expiry', 'datas.csv', DATES);
    await desk.button(words('import-next-review')).click();
    await desk.button(words('import-next-effect')).click();
    await desk.button(words('import-apply-expiry', { n: 2 })).click();
    await expect(desk.button(words('import-done-undo'))).toBeVisible();

    await desk.drop(await desk.file('datas-2.csv', DATES.replace('31/12/2031', '31/12/2032')));
    await expect(page.getByRole('radio', { name: words('import-purpose-members') })).toBeChecked();
    await expect(page.getByText(words('import-again-expiry', { title: `“${COURSE}”` }))).toBeVisible();
    await look(page, 'import-again', locale);
    await desk.button(words('import-again')).click();
    await expect(page.getByRole('radio', { name: words('import-purpose-expiry') })).toBeChecked();
    await expect(page.getByRole('combobox', { name: words('import-subject') })).toHaveValue(COURSE);
    await expect(desk.button(words('import-again'))).toBeHidden();
    await desk.button(words('import-next-review')).click();
    await desk.button(new RegExp(`^${words('import-verdict-all')} 5`)).click();
    await expect(desk.row(email('Ana')).locator('del')).toHaveText(/2031/);
  });
}

test('a row that cannot be read is asked about until it is mended', async ({ desk, page }) => {
  await withHolders(desk);
  const rows = PEOPLE.map((name) => (name === 'João' ? ',joao(at)example.com' : `${name} Souza,${email(name)}`));
  await openFor(desk, 'roster', 'roster.csv', ['Name,Email', ...rows].join('\n'));
  await desk.button('Review rows').click();
  await expect(page.getByRole('button', { name: 'Missing 1' })).toBeVisible();
  await desk.button('See what will happen').click();
  await page.getByRole('radio', { name: /^Block their access/ }).check();
  await expect(page.getByRole('checkbox', { name: 'It is right: block the access of 1 member' })).toBeVisible();
  await desk.button('Back').click();
  await page.getByRole('button', { name: 'Errors 1' }).click();
  await desk.row('joao(at)example.com').getByText('joao(at)example.com').dblclick();
  await desk.grid.getByRole('textbox').fill(email('João'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Missing 0' })).toBeVisible();
});

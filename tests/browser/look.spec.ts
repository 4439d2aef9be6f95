// Every page and dialog, in both languages, themes and sizes: see `look.ts` for what is asked of each.
import { readFile, rename } from 'node:fs/promises';
import type { GrantSpec, Locale } from '../../ui/src/backend/api';
import { type Desk, expect, test } from './desk';
import { mixedList } from './lists';
import { look } from './look';

/** A screen and the way there, which is the same in every language. */
type Screen = [name: string, reach: (desk: Desk) => Promise<void>];

const withBook: Screen[] = [
  [
    'members',
    async ({ grid }) => {
      await expect(grid.getByRole('row').nth(5)).toContainText('@');
    },
  ],
  [
    'members-selected',
    async ({ page, grid, words }) => {
      await expect(grid.getByRole('row').nth(5)).toContainText('@');
      for (const nth of [2, 3, 5]) await grid.getByRole('row').nth(nth).getByRole('checkbox').click();
      await expect(page.getByRole('region', { name: words('selection'), exact: true })).toBeVisible();
    },
  ],
  [
    'members-look',
    async ({ page, grid, words }) => {
      await grid.getByRole('row').nth(3).getByRole('gridcell').nth(1).click();
      await page.keyboard.press('Space');
      await expect(
        page
          .getByRole('complementary', { name: words('look-title') })
          .getByRole('heading')
          .nth(2),
      ).toBeVisible();
    },
  ],
  [
    'members-columns',
    async ({ page, button, words }) => {
      await button(words('members-columns')).click();
      await expect(page.getByRole('menu')).toBeVisible();
    },
  ],
  [
    'members-filter',
    async ({ page, words }) => {
      const bar = page.getByRole('group', { name: words('members-filter') });
      await bar.getByRole('button', { name: words('members-filter'), exact: true }).click();
      await expect(page.getByRole('option').nth(3)).toBeVisible();
    },
  ],
  [
    'members-none',
    async ({ page, words }) => {
      await page.getByRole('searchbox').fill('nobody is called this');
      await expect(page.getByText(words('members-none'))).toBeVisible();
    },
  ],
  [
    'members-edit',
    async ({ page, grid }) => {
      await grid.getByRole('row').nth(2).getByRole('gridcell').nth(1).click();
      await page.keyboard.press('F2');
      await expect(grid.getByRole('textbox')).toBeFocused();
    },
  ],
  [
    'member-add',
    async ({ dialog, words, button }) => {
      await button(words('members-add')).click();
      await dialog.getByLabel(words('field-email')).fill('ana@');
      await dialog.getByRole('button', { name: words('members-add') }).click();
      await expect(dialog.getByRole('textbox', { name: words('field-email') })).toHaveAttribute('aria-invalid', 'true');
    },
  ],
  [
    'grant',
    async ({ page, dialog, grid, words, button }) => {
      await expect(grid.getByRole('row').nth(5)).toContainText('@');
      await grid.focus();
      await page.keyboard.press('Control+a');
      await button(words('selection-grant')).click();
      await dialog.getByRole('button', { name: words('access-pick') }).click();
      await page.getByRole('option').first().click();
      await page.keyboard.press('Escape');
      await expect(dialog).toBeVisible();
    },
  ],
  [
    'change-access',
    async ({ page, dialog, grid, words, button }) => {
      await expect(grid.getByRole('row').nth(5)).toContainText('@');
      await grid.focus();
      await page.keyboard.press('Control+a');
      await button(words('selection-change')).click();
      await dialog.getByLabel(words('change-kind'), { exact: true }).click();
      await page.getByRole('option', { name: words('change-shift') }).click();
      await dialog.getByRole('spinbutton').fill('30');
      await dialog.locator('summary').click();
      await expect(dialog.getByRole('deletion').first()).toBeVisible();
    },
  ],
  [
    'set-start',
    async ({ page, dialog, grid, words, button }) => {
      await expect(grid.getByRole('row').nth(5)).toContainText('@');
      await grid.focus();
      await page.keyboard.press('Control+a');
      await button(words('more')).last().click();
      await page.getByRole('menuitem', { name: words('selection-start') }).click();
      await dialog.getByRole('spinbutton').first().click();
      await page.keyboard.type('11112031');
      await dialog.locator('summary').click();
      await expect(dialog.getByRole('insertion').first()).toBeVisible();
    },
  ],
  ['member', openFirstWithAccess],
  [
    'member-reasons',
    async (desk) => {
      await openFirstWithAccess(desk);
      for (const nth of [1, 0]) await desk.page.locator('main').locator('[aria-expanded=false].quiet').nth(nth).click();
      await expect(desk.page.getByRole('table').getByRole('listitem').nth(1)).toBeVisible();
    },
  ],
  [
    'member-progress',
    async (desk) => {
      await openFirstWithAccess(desk);
      await desk.page.getByRole('tab', { name: desk.words('member-tab-progress') }).click();
      await expect(desk.page.getByRole('progressbar').first()).toBeVisible();
    },
  ],
  [
    'member-profile',
    async (desk) => {
      await openFirstWithAccess(desk);
      await desk.page.getByRole('tab', { name: desk.words('member-tab-profile') }).click();
      await expect(desk.page.getByRole('textbox', { name: desk.words('field-name'), exact: true })).toBeVisible();
    },
  ],
  [
    'member-history',
    async (desk) => {
      await openFirstWithAccess(desk);
      await desk.page.getByRole('tab', { name: desk.words('member-tab-history') }).click();
      await expect(desk.page.getByRole('tabpanel').getByRole('listitem').first()).toBeVisible();
    },
  ],
  [
    'member-access',
    async (desk) => {
      await openFirstWithAccess(desk);
      await desk.button(desk.words('member-edit-access')).click();
      await expect(desk.dialog.getByRole('listitem').first()).toBeVisible();
    },
  ],
  ['courses', (desk) => reachTable(desk, '#/courses')],
  [
    'course-add',
    async (desk) => {
      await reachTable(desk, '#/courses');
      await desk.button(desk.words('courses-add')).click();
      await expect(desk.dialog.getByRole('textbox')).toBeFocused();
    },
  ],
  ['course', openLiveCourse],
  [
    'outline',
    async (desk) => {
      await openOutline(desk);
      const row = desk.page.locator('[data-row]').nth(2);
      await row.focus();
      await desk.page.keyboard.press('Space');
      await expect(row).toHaveAttribute('aria-selected', 'true');
    },
  ],
  [
    'outline-add',
    async (desk) => {
      await openOutline(desk);
      await desk
        .button(new RegExp(desk.words('outline-add-lesson-to', { title: '' })))
        .first()
        .click();
      await expect(desk.page.getByRole('textbox')).toBeFocused();
    },
  ],
  [
    'outline-remove',
    async (desk) => {
      await openOutline(desk);
      await desk.page.locator('[data-row]').nth(1).focus();
      await desk.page.keyboard.press('Delete');
      await expect(desk.dialog).toBeVisible();
    },
  ],
  [
    'outline-import',
    async (desk) => {
      await openOutline(desk);
      await desk.button(desk.words('outline-import')).click();
      await desk.dialog
        .getByRole('textbox')
        .fill('Start here\n - Welcome\n - A new beginning\n - Quiz: Ink (70%)\n - welcome');
      await desk.dialog.getByRole('radio').nth(1).check();
      await expect(desk.dialog.getByRole('status')).toBeVisible();
    },
  ],
  [
    'cohort-add',
    async (desk) => {
      await openLiveCourse(desk);
      await desk.button(desk.words('cohort-add')).click();
      await expect(desk.dialog.getByRole('textbox')).toBeFocused();
    },
  ],
  [
    'cohort-move',
    async (desk) => {
      await openLiveCourse(desk);
      await desk.page
        .getByRole('table')
        .getByRole('button')
        .filter({ has: desk.page.locator('.lucide-arrow-right-left') })
        .first()
        .click();
      await desk.dialog.locator('summary').click();
      await expect(desk.dialog.getByRole('deletion').first()).toBeVisible();
    },
  ],
  ['products', (desk) => reachTable(desk, '#/products')],
  ['product', openBundle],
  [
    'product-edit',
    async (desk) => {
      await openBundle(desk);
      await desk.page
        .locator('.head')
        .getByRole('button')
        .filter({ has: desk.page.locator('.lucide-pencil') })
        .click();
      await desk.dialog.locator('.held').getByRole('button').first().click();
      await expect(desk.dialog.getByRole('status')).toBeVisible();
    },
  ],
  [
    'product-add',
    async (desk) => {
      await reachTable(desk, '#/products');
      await desk.button(desk.words('products-add')).click();
      await desk.dialog.getByRole('button', { name: desk.words('products-pick-courses') }).click();
      await desk.page.getByRole('option').first().click();
      await desk.page.keyboard.press('Escape');
      await expect(desk.dialog).toBeVisible();
    },
  ],
  [
    'activity',
    async (desk) => {
      await desk.go('#/activity');
      await desk.button(desk.words('activity-show')).first().click();
      await expect(desk.page.locator('.changes').first()).toBeVisible();
    },
  ],
  ['duplicates', reachDuplicates],
  [
    'duplicates-certain',
    async (desk) => {
      await reachDuplicates(desk);
      await desk.button(desk.words('duplicates-merge-certain')).click();
      await expect(desk.dialog).toBeVisible();
    },
  ],
  ['merge', reachMerge],
  [
    'merged-member',
    async (desk) => {
      await reachMerge(desk);
      await desk.button(desk.words('merge-do')).click();
      await expect(desk.page.locator('.toast')).toBeVisible();
      await desk.go('#/members');
      await desk.page.getByRole('searchbox').fill('duplicada');
      await expect(desk.grid.getByRole('row')).toHaveCount(4);
      await desk.row('Marina').first().click();
      await desk.page.keyboard.press('Enter');
      await desk.page.getByRole('tab', { name: desk.words('member-tab-history') }).click();
      await expect(desk.page.getByRole('tabpanel').getByRole('listitem').nth(2)).toBeVisible();
    },
  ],
  [
    'settings',
    async (desk) => {
      await desk.go('#/settings');
      await desk.button(desk.words('backup-now')).click();
      await expect(desk.page.getByRole('table').getByRole('row').nth(1)).toBeVisible();
      // A button that came under the pointer would show its name.
      await desk.page.mouse.move(0, 0, { steps: 4 });
      await expect(desk.page.locator('.tip')).toHaveCount(0);
    },
  ],
  [
    'settings-restore',
    async (desk) => {
      await desk.go('#/settings');
      await desk.button(desk.words('backup-now')).click();
      await desk.page.getByRole('table').getByText(desk.words('backup-restore')).first().click();
      await expect(desk.dialog).toBeVisible();
    },
  ],
  [
    'palette',
    async ({ page }) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('an');
      await expect(page.getByRole('option').filter({ hasText: '@' }).first()).toBeVisible();
    },
  ],
  [
    'shortcuts',
    async ({ page, grid, dialog }) => {
      await grid.focus();
      await page.keyboard.press('?');
      await expect(dialog).toBeVisible();
    },
  ],
  [
    'export',
    async ({ dialog, button, words }) => {
      await button(words('export-list')).click();
      await expect(dialog.getByRole('radio').first()).toBeVisible();
    },
  ],
  [
    'drop',
    async ({ page, words }) => {
      await page.evaluate(() =>
        window.dispatchEvent(
          new CustomEvent('rollbook:files', { detail: { kind: 'enter', paths: ['/tmp/list.csv'] } }),
        ),
      );
      await expect(page.getByText(words('drop-title'))).toBeVisible();
    },
  ],
  [
    'import-file',
    async (desk) => {
      await desk.go('#/import');
      await expect(desk.page.getByText(desk.words('import-file-heading'))).toBeVisible();
    },
  ],
  [
    'import-refused',
    async (desk) => {
      await desk.go('#/import');
      await desk.drop(await desk.file('empty.csv', ''));
      await expect(desk.page.getByRole('alert')).toBeVisible();
    },
  ],
  ['import-columns', reachColumns],
  [
    'import-questions',
    async (desk) => {
      await desk.drop(
        await desk.file('questions.csv', 'Name,Work e-mail,Home e-mail,Joined\nAna,a@x.com,a@y.com,03/04/2026\n'),
      );
      await expect(desk.page.locator('.question').nth(1)).toBeVisible();
    },
  ],
  [
    'import-field',
    async (desk) => {
      await reachColumns(desk);
      await desk.page.getByRole('table').getByRole('button').nth(1).click();
      await expect(desk.page.getByRole('listbox')).toBeVisible();
    },
  ],
  ['import-review', reachReview],
  [
    'import-policy',
    async (desk) => {
      await reachReview(desk);
      await desk.button(desk.words('import-policy-change')).click();
      await expect(desk.page.getByRole('radio').first()).toBeVisible();
    },
  ],
  [
    'import-duplicates',
    async (desk) => {
      await reachReview(desk);
      await desk.page.getByRole('button', { name: desk.words('import-verdict-all') }).click();
      await desk.grid.locator('.twins').first().click();
      await expect(desk.dialog.getByRole('row').nth(2)).toBeVisible();
    },
  ],
  ['import-access', reachAccess],
  ['import-done', reachDone],
  [
    'imports',
    async (desk) => {
      await reachDone(desk);
      await desk.go('#/imports');
      await expect(desk.row('list.csv')).toBeVisible();
    },
  ],
  [
    'imports-undo',
    async (desk) => {
      await reachDone(desk);
      await desk.go('#/imports');
      await desk.button(desk.words('imports-undo')).first().click();
      await expect(desk.dialog).toBeVisible();
    },
  ],
];

async function openFirstWithAccess(desk: Desk): Promise<void> {
  await desk.go('#/members?filter=status:active');
  await desk.page
    .getByRole('columnheader', { name: desk.words('field-courses') })
    .getByRole('button')
    .click();
  await desk.page
    .getByRole('columnheader', { name: desk.words('field-courses') })
    .getByRole('button')
    .click();
  await expect(desk.page.getByRole('columnheader', { name: desk.words('field-courses') })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  // The rows from before stay until the others are there.
  await expect(desk.grid.getByRole('row').nth(1)).toContainText('+5');
  await desk.grid.focus();
  await desk.page.keyboard.press('Control+Home');
  await desk.page.keyboard.press('Enter');
  await expect(desk.page.getByRole('table').getByRole('row').nth(1)).toBeVisible();
}

/** The first course of the sample, at its outline. */
async function openOutline(desk: Desk): Promise<void> {
  const [course] = (await desk.rpc('courses.list', { archived: false })).filter(({ title }) =>
    /Watercolour|Aquarela/.test(title),
  );
  await desk.go(`#/courses/${course?.id}`);
  await expect(desk.page.locator('[data-row]').nth(5)).toBeVisible();
}

/** The course that has cohorts. */
async function openLiveCourse(desk: Desk): Promise<void> {
  const courses = await desk.rpc('courses.list', { archived: false });
  const course = courses.find(({ cohorts }) => cohorts.length > 0);
  await reachTable(desk, `#/courses/${course?.id}?tab=cohorts`);
}

async function openBundle(desk: Desk): Promise<void> {
  const products = await desk.rpc('products.list', { archived: false });
  await desk.go(`#/products/${products.find(({ kind }) => kind === 'bundle')?.id}`);
  await expect(desk.title).toBeVisible();
}

async function reachTable(desk: Desk, hash: string): Promise<void> {
  await desk.go(hash);
  await expect(desk.page.getByRole('table').getByRole('row').nth(1)).toBeVisible();
}

/** Of Marina there are three, one of them blocked; two more people are there twice. */
async function reachDuplicates(desk: Desk): Promise<void> {
  const courses = (await desk.rpc('courses.list', { archived: false })).map(({ id }) => id);
  const access = (n: number, expiresOn: string | null): GrantSpec => ({
    courses: courses.slice(0, n),
    products: [],
    state: 'active',
    expiresOn,
  });
  const add = (name: string, email: string, rest: object = {}, n = 0, expiresOn: string | null = null) =>
    desk.rpc('member.add', { fields: { name, email, ...rest }, access: access(n, expiresOn) });
  const phone = '+55 11 98765-4321';
  await add(
    'Marina Duplicada da Conceição Albuquerque',
    'marina.duplicada@gmail.com',
    { phone, company: 'Estúdio Sul' },
    2,
  );
  await add(
    'Marina Duplicada',
    'marinaduplicada+aulas@gmail.com',
    { externalId: '0071', joinedOn: '2025-02-01' },
    3,
    '2027-12-31',
  );
  await add('Marina Duplicada', 'marina.duplicada@gmial.com', { status: 'disabled' }, 1);
  await add('Téo Duplicado', 'teo.duplicado@gmail.com', {}, 1);
  await add('', 'teoduplicado@googlemail.com');
  await add('Uma Duplicada', 'uma.duplicada@example.com', { phone });
  await add('Uma Duplicada', 'uma@exemplo.com.br', { phone: '11 98765-4321' }, 1);
  await desk.go('#/duplicates');
  await expect(desk.page.getByRole('listitem', { name: 'Marina' })).toBeVisible();
}

async function reachMerge(desk: Desk): Promise<void> {
  await reachDuplicates(desk);
  const marina = desk.page.getByRole('listitem', { name: 'Marina' });
  await marina.getByRole('button', { name: desk.words('duplicates-compare-of', { names: '' }).trim() }).click();
  await expect(desk.row('marina.duplicada@gmail.com').getByRole('cell').last()).not.toBeEmpty();
}

async function reachColumns(desk: Desk): Promise<void> {
  await desk.drop(await desk.file('list.csv', mixedList));
  await expect(desk.page.getByText(desk.words('import-columns-heading')).first()).toBeVisible();
}

async function reachReview(desk: Desk): Promise<void> {
  await reachColumns(desk);
  await desk.button(desk.words('import-next-review')).click();
  await expect(desk.grid.getByRole('row').nth(1)).toContainText('diego');
}

async function reachAccess(desk: Desk): Promise<void> {
  await reachReview(desk);
  await desk.button(desk.words('import-next-access')).click();
  await desk.page.getByRole('combobox', { name: desk.words('import-access-courses') }).fill('Gravura');
  await desk.page.getByRole('option').first().click();
  await expect(desk.page.getByRole('complementary').getByText('Gravura').first()).toBeVisible();
}

async function reachDone(desk: Desk): Promise<void> {
  await reachAccess(desk);
  await desk.page.locator('.import > footer').getByRole('button').last().click();
  await expect(desk.button(desk.words('import-done-undo'))).toBeVisible();
}

for (const locale of ['en', 'pt-BR'] as Locale[]) {
  test.describe(`in ${locale}`, () => {
    for (const [name, reach] of withBook) {
      test(name, async ({ desk, page }) => {
        await desk.speak(locale);
        await desk.book({ sample: true, locale });
        await desk.open();
        await reach(desk);
        await look(page, name, locale);
      });
    }

    for (const page of ['members', 'courses', 'products', 'imports', 'activity']) {
      test(`${page} of an empty book`, async ({ desk }) => {
        await desk.speak(locale);
        await desk.book({ locale });
        await desk.open(`#/${page}`);
        await expect(desk.title).toBeVisible();
        await look(desk.page, `empty-${page}`, locale);
      });
    }

    test('start, and books that cannot be opened', async ({ desk, page }) => {
      await desk.speak(locale);
      const path = await desk.book({ name: 'Ateliê da Ana' });
      await desk.rpc('book.close', {});
      const whole = await readFile(path);
      const newer = Buffer.from(whole);
      newer.writeInt32BE(1_000_000, 60);
      await desk.openElsewhere(path);
      // Where the last book is open already, the app begins at its start page and says so.
      await desk.open();
      await expect(page.getByRole('alert')).toContainText(desk.words('error-book-locked'));
      await look(page, 'start-locked', locale);
      await page
        .getByRole('alert')
        .getByRole('button', { name: desk.words('close') })
        .click();
      await expect(page.getByRole('alert')).toBeHidden();
      await look(page, 'start', locale);

      for (const [refusal, content] of [
        ['not-a-book', 'Dear diary'],
        ['newer-book', newer],
        ['damaged-book', Buffer.from(whole).fill(0xa5, 4096)],
        ['book-read-only', whole],
      ] as const) {
        // Whoever runs the tests may write to any file, so the host is not asked: that it refuses is tested with a disk.
        const readOnly = refusal === 'book-read-only';
        if (readOnly) await desk.refuse('book.open', 'book_read_only');
        await desk.answer({ nextFile: await desk.file(`${refusal}.rollbook`, content) });
        await page.getByRole('button', { name: desk.words('start-open') }).click();
        await expect(page.getByRole('alert')).toContainText(desk.words(`error-${refusal}`));
        await look(page, `start-${refusal}`, locale);
      }
    });

    test('a book whose file vanished', async ({ desk, page }) => {
      await desk.speak(locale);
      const path = await desk.book({ locale });
      await desk.rpc('member.add', { fields: { name: 'Ana Souza', email: 'ana@example.com' } });
      await desk.open();
      await expect(desk.row('Ana Souza')).toBeVisible();
      await rename(path, `${path}.elsewhere`);
      await desk.row('Ana Souza').getByText('Ana Souza').dblclick();
      await desk.grid.getByRole('textbox').fill('Ana Lima');
      await page.keyboard.press('Enter');
      await expect(desk.grid.getByRole('alert')).toHaveText(desk.words('error-book-missing'));
      await look(page, 'vanished-cell', locale);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Delete');
      await expect(desk.toast(desk.words('error-book-missing'))).toBeVisible();
      await look(page, 'vanished', locale);
    });

    test('first run', async ({ desk, page }) => {
      await desk.speak(locale);
      await desk.open();
      await look(page, 'first-run', locale);
      await page.getByRole('button', { name: desk.words('start-sample') }).click();
      await expect(desk.dialog).toBeVisible();
      await look(page, 'new-book', locale);
    });
  });
}

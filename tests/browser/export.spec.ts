// Lists as files: of what is shown, for a spreadsheet, for a platform, and for the book itself.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { expect, test } from './desk';
import { exportAs, spreadsheet } from './exporting';
import { look } from './look';

test('what is shown is what is exported, in the form that was chosen', async ({ desk, page }) => {
  await desk.book();
  const course = await desk.rpc('course.add', { title: 'Desenho; básico' });
  for (const [name, email] of [
    ['Ana Souza', 'ana@example.com'],
    ['=2+5', 'formula@example.com'],
    ['Bruno Lima', 'bruno@example.org'],
  ]) {
    await desk.rpc('member.add', {
      fields: { name, email },
      access: {
        courses: [course.value.id],
        products: [],
        state: 'active',
        startsOn: '2026-01-15',
        expiresOn: '2031-12-31',
      },
    });
  }
  await desk.open();
  await page.getByRole('searchbox').fill('example.com');
  await expect(desk.count).toHaveText('2 of 3');
  await desk.button('Export…').click();
  await expect(desk.dialog.getByRole('radio', { name: 'Only the 2 members shown' })).toBeChecked();
  await desk.dialog.getByRole('radio', { name: /Semicolon/ }).check();
  await desk.answer({ nextSave: desk.path('out.csv') });
  await desk.dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(desk.toast('2 enrollments were exported.')).toBeVisible();

  const text = await desk.read('out.csv');
  expect(text.charCodeAt(0), 'marked as UTF-8').toBe(0xfeff);
  const [header, ...rows] = text.slice(1).trimEnd().split(/\r?\n/);
  expect(header?.split(';').length).toBeGreaterThan(5);
  expect(rows).toHaveLength(2);
  expect(text).toContain('"Desenho; básico"');
  expect(text).toContain('2026-01-15');
  expect(text).not.toContain('bruno');
  expect(
    rows.some((row) => /^=|;=/.test(row)),
    'no cell is a formula',
  ).toBe(false);
});

test('a workbook, and a list for a platform that says first what it costs', async ({ desk }) => {
  await desk.book();
  for (const [name, email] of [
    ['João Conceição', 'joao@example.com'],
    ['Zé', 'zé@example.com'],
  ]) {
    await desk.rpc('member.add', { fields: { name, email } });
  }
  await desk.open();
  await desk.button('Export…').click();
  await desk.dialog.getByRole('radio', { name: /^Members/ }).check();
  await desk.dialog.getByRole('radio', { name: /Excel workbook/ }).check();
  await desk.answer({ nextSave: desk.path('out.xlsx') });
  await desk.dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(desk.toast('2 members were exported.')).toBeVisible();
  expect((await desk.read('out.xlsx')).startsWith('PK')).toBe(true);

  await desk.button('Export…').click();
  await desk.dialog.getByRole('radio', { name: /For another platform/ }).check();
  await expect(desk.dialog.getByText('1 row in 1 file.')).toBeVisible();
  await expect(desk.dialog.getByText('1 row is written without accents')).toBeVisible();
  await expect(
    desk.dialog.getByText('1 member is left out: no e-mail that can be written for the platform.'),
  ).toBeVisible();
  await desk.answer({ nextSave: desk.path('list.csv') });
  await desk.dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(desk.toast('1 row was exported.')).toBeVisible();
  expect(await desk.read('list.csv')).toContain('Joao,Conceicao,joao@example.com');
});

test('access with and without an end goes to MemberKit in files of its own, and who waits does not', async ({
  desk,
}) => {
  await desk.book();
  const { value: course } = await desk.rpc('course.add', { title: 'Aquarela' });
  for (const [name, expiresOn, state] of [
    ['Ana', '2031-12-31', 'active'],
    ['Bia', undefined, 'active'],
    ['Caio', undefined, 'pending'],
  ] as const) {
    const access = { courses: [course.id], products: [], state, startsOn: '2026-01-15', expiresOn };
    await desk.rpc('member.add', { fields: { name, email: `${name.toLowerCase()}@example.com` }, access });
  }
  await desk.open();
  await desk.button('Export…').click();
  await desk.dialog.getByRole('radio', { name: /For another platform/ }).check();
  await desk.dialog.getByRole('combobox', { name: 'Platform' }).click();
  await desk.page.getByRole('option', { name: 'MemberKit' }).click();
  await expect(desk.dialog.getByText('2 rows in 2 files, named one after the other.')).toBeVisible();
  await expect(desk.dialog.getByText('1 pending row is left out')).toBeVisible();
  await mkdir(desk.path('out'));
  await desk.answer({ nextSave: desk.path('out/alunos.csv') });
  await desk.dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(desk.toast('2 rows were exported.')).toBeVisible();
  expect((await readdir(desk.path('out'))).sort()).toEqual([
    'alunos-Aquarela sem expiração.csv',
    'alunos-Aquarela.csv',
  ]);
  expect(await desk.read('out/alunos-Aquarela.csv')).toContain('Ana;ana@example.com;31/12/2031;15/01/2026');
});

test('a folder that is gone is named, and the choices stay for another one', async ({ desk }) => {
  await desk.book({ sample: true });
  await desk.open();
  await desk.button('Export…').click();
  await desk.dialog.getByRole('radio', { name: /^Subscriptions/ }).check();
  await desk.answer({ nextSave: desk.path('gone/out.csv') });
  await desk.dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(desk.dialog.getByRole('alert')).toHaveText(/This folder is not there any more/);
  expect(await readdir(desk.path('.'))).toEqual([]);
  await desk.answer({ nextSave: desk.path('out.csv') });
  await desk.dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(desk.toast(/subscriptions were exported/)).toBeVisible();
  expect(await readdir(desk.path('.'))).toEqual(['out.csv']);
});

test('a double click writes one file', async ({ desk, page }) => {
  await desk.book({ sample: true });
  await desk.open();
  await desk.button('Export…').click();
  let sent = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/rpc') && request.postDataJSON().command === 'export.run') sent += 1;
  });
  // However often a place is asked for, it is answered.
  await page.evaluate((path) => {
    window.__rollbook = Object.create({ nextSave: path });
  }, desk.path('out.csv'));
  await desk.dialog.getByRole('button', { name: 'Save as…' }).dblclick();
  await expect(desk.toast(/exported/)).toHaveCount(1);
  expect(sent).toBe(1);
});

test('the progress of a course is a list of its own, which comes back as progress', async ({ desk, page }) => {
  await desk.book();
  const { value: drawing } = await desk.rpc('course.add', { title: 'Drawing' });
  const outline = { course: 'Drawing', chapters: [{ title: 'Start', lessons: [{ title: 'One' }, { title: 'Two' }] }] };
  await desk.rpc('outline.write', { course: drawing.id, json: JSON.stringify(outline) });
  const { value: ink } = await desk.rpc('course.add', { title: 'Ink' });
  const members: string[] = [];
  for (const name of ['Ana', 'Bia']) {
    const access = { courses: [drawing.id, ink.id], products: [], state: 'active' as const };
    const fields = { name, email: `${name.toLowerCase()}@example.com` };
    members.push((await desk.rpc('member.add', { fields, access })).value.id);
  }
  const [ana = ''] = members;
  const [lesson] = await desk.rpc('drip.lessons', { course: drawing.id, member: ana });
  await desk.rpc('lessons.mark', {
    members: { ids: [ana] },
    lessons: [lesson?.state.lessonId ?? ''],
    mark: 'complete',
  });
  await desk.open(`#/courses/${drawing.id}?tab=progress`);
  await desk.button('Export…').click();
  await expect(desk.dialog.getByRole('radio', { name: /^Progress/ })).toBeChecked();
  await desk.dialog.getByRole('button', { name: 'Cancel' }).click();
  await exportAs(desk, /^Progress/, /^Comma-separated/, 'progress.csv');
  const lines = (await desk.read('progress.csv')).slice(1).trimEnd().split('\r\n');
  expect(lines[0]).toBe('Name,Email,Course,% viewed,Progress,Started,Completed,Last activity in course');
  expect(lines[1]).toMatch(/^Ana,ana@example.com,Drawing,50%,50%,[-0-9]{10} [:0-9]{8},,[-0-9]{10} [:0-9]{8}$/);
  expect(lines.slice(2)).toEqual(['Bia,bia@example.com,Drawing,,,,,']);
  await desk.drop(desk.path('progress.csv'));
  await page.getByRole('radio', { name: /^Record progress in a course/ }).check();
  await page.getByRole('combobox', { name: 'Course' }).click();
  await page.getByRole('option', { name: 'Drawing' }).click();
  await desk.button('Review rows').click();
  const chips = page.getByRole('group', { name: 'Show rows that are' });
  await expect(chips.getByRole('button', { name: 'Unchanged' })).toHaveText('Unchanged 2');
  await desk.button('Discard').click();

  // Elsewhere there is no course to ask about.
  await desk.go('#/members');
  await desk.button('Export…').click();
  await expect(desk.dialog.getByRole('radio', { name: /^Enrollments/ })).toBeChecked();
  await expect(desk.dialog.getByRole('radio', { name: /^Progress/ })).toHaveCount(0);
});

/** One of each kind, with what a spreadsheet would make something else of. */
const OWN = [
  ['Postal code', 'text', '01.0'],
  ['Tax number', 'text', '00123456789012345678'],
  ['Height', 'number', '1.75'],
  ['Birthday', 'date', '1984-02-29'],
  ['Size', 'choice', '1-2'],
  ['Newsletter', 'yes_no', 'yes'],
] as const;

test('a spreadsheet shows a workbook as it was meant, and loses nothing of it', async ({ desk }) => {
  test.slow();
  await desk.book();
  for (const [label, kind] of OWN) {
    await desk.rpc('field.add', { label, kind, ...(kind === 'choice' ? { choices: ['1-2', '3-4'] } : {}) });
  }
  const custom = Object.fromEntries(OWN.map(([label, , value]) => [label, value]));
  const people = [
    ['João "Zé" <b>&amp;</b>', 'joao@example.com', 'One line\nand another', '+55 11 98765-4321', '007'],
    ['=2+5', 'formula@example.com', '@SUM(1)', '-1', '1e5'],
    ["'quoted", 'quoted@example.com', '_x0041_', '00123', '12345678901234567890'],
    ['😀, 北京', 'far@example.com', ' ', '', ''],
  ] as const;
  for (const [name, email, company, phone, externalId] of people) {
    const fields = { name, email, company, phone, externalId, joinedOn: '2024-02-29', custom };
    await desk.rpc('member.add', { fields });
  }
  await desk.open();
  await exportAs(desk, /^Members/, /^Comma-separated/, 'members.csv');
  await exportAs(desk, /^Members/, /^Excel workbook/, 'members.xlsx');
  const shown = await readFile(await spreadsheet(desk, 'members.xlsx', 'csv'), 'utf8');
  // In text an apostrophe keeps a formula from running; a cell of text needs none.
  const expected = (await desk.read('members.csv'))
    .slice(1)
    .replaceAll('\r\n', '\n')
    .replace(/(^|,|")'(?=[=+@-])/gm, '$1');
  expect(shown).toBe(expected);

  await desk.drop(await desk.file('members.ods', await readFile(await spreadsheet(desk, 'members.xlsx', 'ods'))));
  await desk.button('Review rows').click();
  const chips = desk.page.getByRole('group', { name: 'Show rows that are' });
  await expect(chips.getByRole('button', { name: 'Unchanged' })).toHaveText('Unchanged 4');
});

for (const locale of ['en', 'pt-BR'] as const) {
  test(`how it looks in ${locale}`, async ({ desk }) => {
    await desk.speak(locale);
    const { words } = desk;
    await desk.book({ sample: true, locale });
    const [course] = await desk.rpc('courses.list', { archived: false });
    await desk.open(`#/courses/${course?.id}?tab=progress`);
    await desk.button(words('export-list')).click();
    const kind = (named: string) => desk.dialog.getByRole('radio', { name: new RegExp(`^${words(named)}`) });
    await expect(kind('export-kind-progress')).toBeChecked();
    await look(desk.page, 'export-progress', locale);
    await kind('export-kind-platform').check();
    await desk.dialog.getByRole('combobox', { name: words('export-platform') }).click();
    await desk.page.getByRole('option', { name: 'MemberKit' }).click();
    await desk.dialog.getByText(words('export-forecast-counting')).waitFor({ state: 'hidden' });
    await look(desk.page, 'export-platform', locale);
  });
}

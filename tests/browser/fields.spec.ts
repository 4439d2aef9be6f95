// The fields of the school's own, from Settings to the filter, as a person would use them.
import type { Desk } from './desk';
import { expect, test } from './desk';
import { look } from './look';

async function addField(
  { page, button, dialog }: Desk,
  label: string,
  kind: string,
  choices: string[] = [],
): Promise<void> {
  await button('Add field').click();
  await dialog.getByLabel('Name', { exact: true }).fill(label);
  await dialog.getByLabel('Kind', { exact: true }).click();
  await page.getByRole('option', { name: kind, exact: true }).click();
  if (choices.length > 0) await dialog.getByRole('button', { name: 'Add choice' }).click();
  await page.keyboard.type(choices.join('\n'));
  await dialog.getByRole('button', { name: 'Add field' }).click();
  await expect(dialog).toBeHidden();
}

async function people(desk: Desk, ages: Record<string, string>): Promise<void> {
  for (const [name, age] of Object.entries(ages)) {
    const fields = { name, email: `${name.toLowerCase()}@example.com`, ...(age && { custom: { Age: age } }) };
    await desk.rpc('member.add', { fields });
  }
}

async function showColumn({ page, button }: Desk, label: string): Promise<void> {
  await button('Columns').click();
  await page.getByRole('menuitemcheckbox', { name: label }).click();
  await page.keyboard.press('Escape');
}

test('fields are made, filled in, sorted and filtered by', async ({ desk }) => {
  await desk.book();
  await people(desk, { Ana: '', Bia: '', Caio: '' });
  await desk.open('#/settings');
  await addField(desk, 'Age', 'Number');
  await addField(desk, 'Size', 'One of a list', ['Small', 'Medium', '', 'small']);
  await addField(desk, 'Birthday', 'Day');
  await addField(desk, 'Newsletter', 'Yes or no');
  await expect(desk.row('Size')).toContainText('Small, Medium');
  await desk.button('Move Newsletter up').click();
  await expect(desk.page.getByRole('row').nth(3)).toContainText('Newsletter');

  await desk.go('#/members');
  for (const label of ['Age', 'Size', 'Birthday', 'Newsletter']) await showColumn(desk, label);
  for (const label of ['Company', 'Joined', 'Last seen']) {
    if (await desk.page.getByRole('columnheader', { name: label, exact: true }).count()) await showColumn(desk, label);
  }
  const cell = async (who: string, column: string) => {
    const header = desk.page.getByRole('columnheader', { name: column, exact: true });
    return desk.row(who).locator(`[aria-colindex="${await header.getAttribute('aria-colindex')}"]`);
  };
  for (const [who, age] of [
    ['Ana', '9.5'],
    ['Bia', '1,010'],
  ] as const) {
    await (await cell(who, 'Age')).dblclick();
    await desk.page.keyboard.type(age);
    await desk.page.keyboard.press('Enter');
    await expect(await cell(who, 'Age')).toHaveText(age);
  }
  await (await cell('Caio', 'Age')).dblclick();
  await desk.page.keyboard.type('many');
  await desk.page.keyboard.press('Enter');
  await expect(desk.page.getByRole('alert')).toHaveText('“many” is no number.');
  await desk.page.keyboard.press('Escape');

  await (await cell('Caio', 'Size')).dblclick();
  await desk.grid.getByRole('combobox').selectOption('Medium');
  await expect(await cell('Caio', 'Size')).toHaveText('Medium');
  await (await cell('Ana', 'Newsletter')).dblclick();
  await desk.grid.getByRole('combobox').selectOption('Yes');
  await expect(await cell('Ana', 'Newsletter')).toHaveText('Yes');
  await desk.grid.press('ArrowRight');
  await desk.grid.press('F2');
  await expect(desk.grid.locator(':focus')).toBeVisible();
  await desk.page.keyboard.type('05312000');
  await desk.page.keyboard.press('Enter');
  await expect(await cell('Ana', 'Birthday')).toHaveText('May 31, 2000');

  // Numbers sort as numbers, blanks last both ways.
  const header = desk.page.getByRole('columnheader', { name: 'Age', exact: true }).getByRole('button');
  await header.click();
  await desk.expectColumn('Name', ['Ana', 'Bia', 'Caio']);
  await header.click();
  await desk.expectColumn('Name', ['Bia', 'Ana', 'Caio']);

  const bar = desk.page.getByRole('group', { name: 'Filter', exact: true });
  await bar.getByRole('button', { name: 'Filter as text' }).click();
  const text = bar.getByRole('textbox', { name: 'Filter as text' });
  for (const [filter, names] of [
    ['custom.Age>=10', ['Bia']],
    ['custom.Age:..10', ['Ana']],
    ['custom.Size:medium', ['Caio']],
    ['custom.Birthday<2001', ['Ana']],
    ['custom.Newsletter:yes', ['Ana']],
    ['-custom.Newsletter:any', ['Bia', 'Caio']],
  ] as const) {
    await text.fill(filter);
    await desk.expectColumn('Name', [...names]);
  }
  await text.fill('custom.Age>=old');
  await expect(bar.getByRole('alert')).toContainText('“old” is not a number.');
});

test('a field becomes of another kind, says what does not fit, and everything comes back', async ({ desk }) => {
  await desk.book();
  await people(desk, { Ana: '18', Bia: '1,234.5', Caio: 'many' });
  await desk.open('#/settings');
  await desk.button('Change the field Age').click();
  await desk.dialog.getByLabel('Kind', { exact: true }).click();
  await desk.page.getByRole('option', { name: 'Number', exact: true }).click();
  await expect(desk.dialog).toContainText('2 values fit.');
  await expect(desk.dialog).toContainText('1 value does not fit.');
  await expect(desk.dialog).toContainText('Caio: “many”');
  await desk.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(desk.toast('Changed the field Age; 1 value does not fit')).toBeVisible();
  const values = async () => {
    const { view } = await desk.rpc('view.open', { query: { filter: '', search: '', sort: [] } });
    const { rows } = await desk.rpc('view.rows', { view, start: 0, len: 5 });
    return rows.map((row) => Object.values(row?.custom ?? {})[0]);
  };
  expect(await values()).toEqual(['18', '1234.5', 'many']);

  await desk.button('Remove the field Age').click();
  await expect(desk.toast('Removed the field Age with 3 values')).toBeVisible();
  await desk.toast('Removed').getByRole('button', { name: 'Undo' }).click();
  await expect(desk.row('Age')).toContainText('Number');
  expect(await values()).toEqual(['18', '1234.5', 'many']);
});

test('a choice is renamed where it is typed, and a new one at the place of another renames nobody', async ({
  desk,
}) => {
  const { page, dialog } = desk;
  await desk.book();
  await desk.rpc('field.add', { label: 'Size', kind: 'choice', choices: ['S', 'M', 'L'] });
  for (const [name, Size] of [
    ['Ana', 'S'],
    ['Bia', 'L'],
    ['Caio', 'M'],
  ]) {
    await desk.rpc('member.add', { fields: { name, email: `${name}@example.com`, custom: { Size: Size ?? '' } } });
  }
  await desk.open('#/settings');
  const edit = () => desk.button('Change the field Size').click();
  const save = () => dialog.getByRole('button', { name: 'Save' }).click();
  const values = async () => {
    const { view } = await desk.rpc('view.open', {
      query: { filter: '', search: '', sort: [{ field: 'name', desc: false }] },
    });
    const { rows } = await desk.rpc('view.rows', { view, start: 0, len: 5 });
    return rows.map((row) => Object.values(row?.custom ?? {})[0]);
  };

  // Everything by keyboard: the last choice gets another name and goes to the top.
  await edit();
  await dialog.getByLabel('Choice 3', { exact: true }).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Large');
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(dialog.getByLabel('Choice 1', { exact: true })).toBeFocused();
  await expect(dialog.getByText('was L', { exact: true })).toBeVisible();
  await expect(dialog).toContainText('3 values fit.');
  await expect(dialog).toContainText('1 of them is written otherwise from now on.');
  await save();
  await expect(desk.row('Size')).toContainText('Large, S, M');
  expect(await values()).toEqual(['S', 'Large', 'M']);

  // One goes, and what was pasted comes in its place.
  await edit();
  await desk.button('Remove S').press('Enter');
  await expect(dialog.getByLabel('Choice 2', { exact: true })).toHaveValue('M');
  await expect(dialog.getByLabel('Choice 2', { exact: true })).toBeFocused();
  await desk.button('Add choice').click();
  await dialog.getByLabel('Choice 3', { exact: true }).evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'XL\r\n\r\n XXL ');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(dialog.getByLabel('Choice 4', { exact: true })).toHaveValue('XXL');
  await expect(dialog).toContainText('1 value does not fit.');
  await expect(dialog).toContainText('Ana: “S”');
  await save();
  await expect(desk.row('Size')).toContainText('Large, M, XL, XXL');
  expect(await values()).toEqual(['S', 'Large', 'M']);
  await desk.button('Undo').last().click();
  await expect(desk.row('Size')).toContainText('Large, S, M');
});

test('history says values of own fields as the window does', async ({ desk }) => {
  await desk.book();
  await desk.rpc('field.add', { label: 'Fee', kind: 'number' });
  await desk.rpc('field.add', { label: 'Newsletter', kind: 'yes_no' });
  const custom = { Fee: '1234.5', Newsletter: 'yes' };
  const { value } = await desk.rpc('member.add', { fields: { name: 'Ana', email: 'ana@example.com', custom } });
  await desk.rpc('member.edit', { id: value.id, fields: { custom: { Fee: '1500' } } });
  await desk.open(`#/members/${value.id}?tab=history`);
  const [newest, oldest] = [desk.page.locator('ol > li').first(), desk.page.locator('ol > li').last()];
  await expect(newest).toContainText('1,234.5');
  await expect(newest).toContainText('1,500');
  await expect(oldest).toContainText('Yes');
});

test('a field is set for everybody who is chosen, and taken back at once', async ({ desk }) => {
  await desk.book();
  await people(desk, { Ana: '18', Bia: '', Caio: '30' });
  await desk.open('#/members');
  await showColumn(desk, 'Age');
  await desk.grid.getByRole('checkbox', { name: 'Select all' }).click();
  const selection = desk.page.getByRole('region', { name: 'Selection', exact: true });
  await selection.getByRole('button', { name: 'More' }).click();
  await desk.page.getByRole('menuitem', { name: 'Set a field…' }).click();
  await desk.dialog.getByLabel('New value').fill('18');
  await expect(desk.dialog).toContainText('2 members get this value.');
  await expect(desk.dialog).toContainText('1 is so already.');
  await desk.dialog.getByRole('button', { name: 'Change 2 members' }).click();
  await desk.expectColumn('Age', ['18', '18', '18']);
  await desk.toast('Set Age of 2 members to 18').getByRole('button', { name: 'Undo' }).click();
  await desk.expectColumn('Age', ['18', '', '30']);
});

test('an import makes fields of the kind its values have, and says which do not fit', async ({ desk }) => {
  await desk.book();
  const rows = ['Email,Born,Score,Member?,Size', 'ana@example.com,31/12/2000,"1.234,5",sim,M'];
  rows.push('bia@example.com,01/02/1999,"7,5",não,S', 'caio@example.com,13/02/1999,"8,25",sim,M');
  const path = await desk.file('school.csv', rows.join('\n'));
  await desk.open('#/members');
  await desk.drop(path);
  for (const header of ['Born', 'Score', 'Member?', 'Size']) {
    await desk.row(header).getByRole('button').click();
    await desk.page.getByRole('option', { name: new RegExp(`own field “${header.replace('?', '\\?')}”`) }).click();
  }
  const kind = (name: string) => desk.page.getByLabel(`Kind of the new field ${name}`);
  await expect(kind('Born')).toHaveText('Day');
  await expect(kind('Score')).toHaveText('Number');
  await expect(kind('Member?')).toHaveText('Yes or no');
  await kind('Size').click();
  await desk.page.getByRole('option', { name: 'One of a list' }).click();
  await expect(kind('Size')).toHaveText('One of a list');
  await desk.button('Review rows').click();
  await expect(desk.row('bia@example.com')).toContainText('New');
  await desk.button('Choose access').click();
  await desk.button(/^Import 3 members/).click();
  await expect(desk.button('Undo import')).toBeVisible();
  const fields = await desk.rpc('fields.list', {});
  expect(fields.map(({ label, kind, choices }) => [label, kind, choices])).toEqual([
    ['Born', 'date', []],
    ['Score', 'number', []],
    ['Member?', 'yes_no', []],
    ['Size', 'choice', ['M', 'S']],
  ]);
});

for (const locale of ['en', 'pt-BR'] as const) {
  test(`own fields look right in ${locale}`, async ({ desk, page }) => {
    test.slow();
    await desk.book({ sample: true, locale });
    await desk.speak(locale);
    const { words } = desk;
    const label = (en: string, pt: string) => (locale === 'en' ? en : pt);
    const names = {
      size: label('Shirt size', 'Tamanho da camiseta'),
      born: label('Birthday', 'Aniversário'),
      age: label('Years of drawing', 'Anos de desenho'),
      news: label('Newsletter', 'Newsletter'),
    };
    await desk.rpc('field.add', { label: names.size, kind: 'choice', choices: ['P', 'M', 'G', 'GG'] });
    await desk.rpc('field.add', { label: names.born, kind: 'date' });
    await desk.rpc('field.add', { label: names.age, kind: 'text' });
    await desk.rpc('field.add', { label: names.news, kind: 'yes_no' });
    const { view } = await desk.rpc('view.open', { query: { filter: '', search: '', sort: [] } });
    const { ids } = await desk.rpc('view.ids', { view, start: 0, len: 12 });
    for (const [n, id] of ids.entries()) {
      const age = n === 4 ? label('since school', 'desde a escola') : `${n * 3},5`;
      const size = ['P', 'M', 'G', ''][n % 4] ?? '';
      const news = n % 3 === 0 ? 'yes' : 'no';
      const custom = {
        [names.size]: size,
        [names.born]: `199${n % 10}-0${(n % 9) + 1}-17`,
        [names.age]: age,
        [names.news]: news,
      };
      await desk.rpc('member.edit', { id, fields: { custom } });
    }
    const fields = await desk.rpc('fields.list', {});
    const columns = ['name', 'status', ...fields.map(({ id }) => `custom:${id}`)];
    await desk.rpc('app.prefs', { columns });

    await desk.open('#/settings');
    await expect(desk.row(names.size)).toBeVisible();
    await look(page, 'fields-settings', locale);
    await desk.button(words('own-edit', { label: names.age })).click();
    await desk.dialog.getByLabel(words('own-kind'), { exact: true }).click();
    await page.getByRole('option', { name: words('own-kind-number'), exact: true }).click();
    if (locale === 'en') {
      await desk.dialog.getByLabel('Decimals').click();
      await page.getByRole('option', { name: /^After a comma/ }).click();
    }
    await expect(desk.dialog.getByRole('listitem')).toHaveCount(1);
    await look(page, 'fields-dialog', locale);
    await desk.dialog.getByRole('button', { name: words('save') }).click();
    await expect(desk.row(names.age)).toContainText(words('own-kind-number'));
    await desk.button(words('own-edit', { label: names.size })).click();
    await desk.dialog.getByLabel(words('own-choice', { n: 4 }), { exact: true }).fill('XG');
    await expect(desk.dialog.getByRole('status')).toContainText(words('own-fitting', { n: 9 }));
    await look(page, 'fields-choices', locale);
    await page.keyboard.press('Escape');

    await desk.go(`#/members?filter=${encodeURIComponent(`custom."${names.age}">=3.5`)}`);
    await expect(desk.grid.getByRole('row').nth(4)).toBeVisible();
    await look(page, 'fields-members', locale);
    await page
      .getByRole('button', { name: new RegExp(names.age) })
      .first()
      .click();
    await expect(page.getByRole('option').nth(2)).toBeVisible();
    await look(page, 'fields-chip', locale);
    await page.keyboard.press('Escape');
    await desk.grid.focus();
    await page.keyboard.press('Control+a');
    const selection = page.getByRole('region', { name: words('selection'), exact: true });
    await selection.getByRole('button', { name: words('more') }).click();
    await page.getByRole('menuitem', { name: words('selection-field') }).click();
    await desk.dialog.getByLabel(words('own-field'), { exact: true }).click();
    await page.getByRole('option', { name: names.size }).click();
    await desk.dialog.getByLabel(words('own-new-value'), { exact: true }).click();
    await page.getByRole('option', { name: 'GG', exact: true }).click();
    await expect(desk.dialog.getByRole('button').last()).toBeEnabled();
    await look(page, 'fields-many', locale);
    await page.keyboard.press('Escape');

    await desk.go(`#/members/${ids[4]}`);
    await page.getByRole('tab', { name: words('member-tab-profile') }).click();
    await expect(page.getByText(names.size)).toBeVisible();
    await look(page, 'fields-profile', locale);

    const filter = 'joined>=2024-01-10 (access:expired or -progress<50)';
    await desk.go(`#/members?filter=${encodeURIComponent(filter)}`);
    await page
      .getByRole('button', { name: /50\s?%/ })
      .first()
      .click();
    await expect(page.getByRole('list', { name: words('filter-group-or') })).toBeVisible();
    await look(page, 'filters-group', locale);

    const path = await desk.file('school.csv', 'Email,Born\nana@example.com,31/12/2000\nbia@example.com,01/02/1999');
    await desk.drop(path);
    await desk.row('Born').getByRole('button').click();
    await page.getByRole('option', { name: /Born/ }).click();
    await expect(page.getByLabel(words('import-columns-kind', { name: 'Born' }))).toBeVisible();
    await look(page, 'fields-import', locale);
  });
}

test('an own field may be called as one that every member has', async ({ desk, page }) => {
  await desk.book();
  await desk.rpc('field.add', { label: 'Phone', kind: 'text' });
  const fields = { name: 'Ana', email: 'ana@example.com', phone: '555', custom: { Phone: '777' } };
  await desk.rpc('member.add', { fields });
  await desk.open();
  await expect(desk.row('Ana')).toBeVisible();
  await desk.grid.focus();
  await page.keyboard.press('Space');
  const look = page.getByRole('complementary', { name: 'Quick look' });
  await expect(look.getByRole('term').filter({ hasText: 'Phone' })).toHaveCount(2);
  await expect(look).toContainText('777');
});

test('the parts of a day are called in the language of the window', async ({ desk, page }) => {
  await desk.book({ locale: 'pt-BR' });
  const { value } = await desk.rpc('member.add', { fields: { name: 'Ana', email: 'ana@example.com' } });
  await desk.speak('pt-BR');
  const { words } = desk;
  await desk.open(`#/members/${value.id}`);
  await page.getByRole('tab', { name: words('member-tab-profile') }).click();
  const joined = page.getByRole('group', { name: words('field-joined-at'), exact: true });
  for (const name of ['Dia', 'Mês', 'Ano']) {
    await expect(joined.getByRole('spinbutton', { name, exact: true })).not.toHaveAttribute('aria-valuetext', /\D/);
  }
  await desk.button(words('day-pick', { what: words('field-joined-at') })).click();
  await expect(page.getByLabel(new RegExp(`^${words('field-joined-at')} .*\\d{4}$`)).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await joined.getByRole('spinbutton', { name: 'Dia' }).press('Backspace');
  await page.keyboard.press('Backspace');
  await expect(joined.getByRole('spinbutton', { name: 'Dia' })).toHaveAttribute('aria-valuetext', 'vazio');
});

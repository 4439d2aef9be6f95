// The fields of the school's own, from Settings to the filter, as a person would use them.
import type { Desk } from './desk';
import { expect, test } from './desk';

async function addField({ page, button, dialog }: Desk, label: string, kind: string, choices?: string): Promise<void> {
  await button('Add field').click();
  await dialog.getByLabel('Name', { exact: true }).fill(label);
  await dialog.getByLabel('Kind', { exact: true }).click();
  await page.getByRole('option', { name: kind, exact: true }).click();
  if (choices) await dialog.getByLabel('Choices').fill(choices);
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
  await page.getByRole('menuitem', { name: label }).click();
}

test('fields are made, filled in, sorted and filtered by', async ({ desk }) => {
  await desk.book();
  await people(desk, { Ana: '', Bia: '', Caio: '' });
  await desk.open('#/settings');
  await addField(desk, 'Age', 'Number');
  await addField(desk, 'Size', 'One of a list', 'Small\nMedium\n\nsmall');
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

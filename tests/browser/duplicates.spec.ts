// Members who are one person: found, compared, merged, and taken apart again.
import type { Locator } from '@playwright/test';
import { type Desk, expect, test } from './desk';

const list = `Name,Email,Phone,Course,Expires
Ana Souza,ana.souza@gmail.com,,Drawing,2027-06-30
Ana S.,anasouza+aulas@gmail.com,+55 11 98765-4321,Drawing,2027-12-31
Bia Rocha,bia@hotmail.com,,Drawing,
Bia Rocha,bia@hotmal.com,,Oil,
Caio Lima,caio@example.com,,Oil,
`;

async function school(desk: Desk): Promise<void> {
  await desk.book();
  const path = await desk.file('list.csv', list);
  const { import: id } = await desk.rpc('import.open', { path });
  await desk.rpc('import.plan', { import: id });
  await desk.rpc('import.apply', { import: id });
}

const group = (desk: Desk, text: string): Locator => desk.page.getByRole('listitem', { name: text });

test('from the list to one member, and back with Undo', async ({ desk }) => {
  await school(desk);
  await desk.open();
  await expect(desk.count).toHaveText('5 members');
  await desk.page.getByRole('link', { name: '2 possible duplicates' }).click();
  await expect(desk.count).toHaveText('2 groups · 2 too many');
  await expect(group(desk, 'Ana')).toContainText('Same mailbox');
  await expect(group(desk, 'Ana')).toContainText('Certain');
  await expect(group(desk, 'Bia')).toContainText('Domain perhaps mistyped');

  await desk.button(/^Compare Bia/).click();
  await expect(desk.title).toHaveText('Merge members');
  const email = desk.row('E-mail');
  await expect(email.getByRole('radio', { name: /bia@hotmail.com/ })).toBeChecked();
  await email.getByRole('radio', { name: /bia@hotmal.com/ }).check();
  await expect(email.getByRole('cell').last()).toHaveText('bia@hotmal.com');
  await email.getByRole('radio', { name: /bia@hotmail.com/ }).check();
  await expect(desk.row('Oil').getByRole('cell').last()).toHaveText('Active');
  await desk.button('Merge into one').click();
  await expect(desk.toast('Merged 1 duplicate into Bia Rocha')).toBeVisible();
  await expect(desk.count).toHaveText('1 group · 1 too many');

  await desk.go('#/members');
  await expect(desk.count).toHaveText('4 members');
  await expect(desk.page.getByRole('link', { name: '1 possible duplicate', exact: true })).toBeVisible();
  await desk.page.getByRole('searchbox').fill('hotmal.com');
  await expect(desk.count).toHaveText('1 of 4');
  await desk.toast('Merged').getByRole('button', { name: 'Undo' }).click();
  await desk.page.getByRole('searchbox').fill('');
  await expect(desk.count).toHaveText('5 members');
});

test('all of whom it is certain at once, after saying how many', async ({ desk }) => {
  await school(desk);
  await desk.open('#/duplicates');
  await desk.button('Merge all certain ones…').click();
  await expect(desk.dialog).toContainText('1 person is here several times with the same mailbox. 1 member goes.');
  await desk.dialog.getByRole('button', { name: 'Merge 1 member' }).click();
  await expect(desk.toast('Merged 1 member')).toBeVisible();
  await expect(group(desk, 'Ana')).toHaveCount(0);
  await expect(group(desk, 'Bia')).toBeVisible();
  await desk.toast('Merged').getByRole('button', { name: 'Undo' }).click();
  await expect(group(desk, 'Ana')).toBeVisible();
});

test('two people are not asked about again', async ({ desk }) => {
  await school(desk);
  await desk.open('#/duplicates');
  await desk.button(/Bia Rocha are different people/).click();
  await expect(group(desk, 'Bia')).toHaveCount(0);
  await desk.open('#/duplicates');
  await expect(desk.count).toHaveText('1 group · 1 too many');
  await desk.page.keyboard.press('ControlOrMeta+z');
  await expect(desk.count).toHaveText('2 groups · 2 too many');
});

test('a double click merges once, and tells apart once', async ({ desk }) => {
  await school(desk);
  await desk.open('#/duplicates');
  const sent: string[] = [];
  desk.page.on('request', (request) => {
    const command = request.url().endsWith('/rpc') && request.postDataJSON().command;
    if (['members.merge', 'members.tell_apart'].includes(command)) sent.push(command);
  });
  const merged = await desk.hold('members.merge');
  await desk.button(/^Compare Bia/).click();
  await desk.button('Merge into one').dblclick();
  merged();
  await expect(desk.toast('Merged 1 duplicate into Bia Rocha')).toBeVisible();
  await expect(desk.count).toHaveText('1 group · 1 too many');
  const apart = await desk.hold('members.tell_apart');
  await desk.button(/^Compare Ana/).click();
  await desk.button('Two people').dblclick();
  apart();
  await expect(group(desk, 'Ana')).toHaveCount(0);
  expect(sent).toEqual(['members.merge', 'members.tell_apart']);
});

test('any two can be merged from the selection, and the blocked one stays blocked', async ({ desk }) => {
  await school(desk);
  await desk.open();
  await desk.row('Bia Rocha').first().getByRole('checkbox').check();
  await expect(desk.button('Merge…')).toHaveCount(0);
  await desk.row('Caio Lima').getByRole('checkbox').check();
  await desk.button('Set status').click();
  await desk.page.getByRole('menuitem', { name: 'Disabled' }).click();
  await desk.dialog.getByRole('button', { name: 'Set the status of 2 members' }).click();
  await expect(desk.toast('Set 2 members')).toBeVisible();
  const caio = (await desk.rpc('members.find', { text: 'caio', limit: 1 }))[0];
  await desk.rpc('members.change', { members: { ids: [caio?.id ?? ''] }, change: { status: 'active' } });
  await desk.button('Merge…').click();
  await expect(desk.page.getByText('Blocked: Bia Rocha.')).toBeVisible();
  await expect(desk.row('Status').getByRole('cell').last()).toHaveText('Disabled');
  await desk.row('Status').getByRole('radio', { name: /Caio/ }).check();
  await expect(desk.row('Status').getByRole('cell').last()).toHaveText('Active');
  await desk.page.getByRole('radio', { name: 'Caio Lima stays' }).check();
  await desk.button('Merge into one').click();
  await expect(desk.title).toHaveText('Caio Lima');
  await expect(desk.page.getByText('Also known as bia@hotmail.com')).toBeVisible();
  await desk.page.getByRole('tab', { name: 'History' }).click();
  await expect(desk.page.getByText('Merged 1 duplicate into Caio Lima').first()).toBeVisible();
});

test('the palette leads there, and arrows go from group to group', async ({ desk }) => {
  await school(desk);
  await desk.open();
  await expect(desk.grid).toBeVisible();
  await desk.page.keyboard.press('ControlOrMeta+k');
  await desk.page.keyboard.type('duplicates');
  await desk.page.keyboard.press('Enter');
  await expect(desk.count).toHaveText('2 groups · 2 too many');
  await desk.button(/^Compare Ana/).focus();
  await desk.page.keyboard.press('ArrowDown');
  await expect(desk.button(/^Compare Bia/)).toBeFocused();
  await desk.page.keyboard.press('Enter');
  await expect(desk.title).toHaveText('Merge members');
});

test('a person of many addresses is compared twelve at a time, and never drawn by the hundred', async ({ desk }) => {
  await desk.book();
  const rows = Array.from({ length: 40 }, (_, n) => `Ana ${n},ana+${n}@gmail.com`);
  const path = await desk.file('many.csv', ['Name,Email', ...rows].join('\n'));
  const { import: id } = await desk.rpc('import.open', { path });
  await desk.rpc('import.plan', { import: id });
  await desk.rpc('import.apply', { import: id });
  await desk.open('#/duplicates');
  await expect(desk.count).toHaveText('1 group · 39 too many');
  await expect(group(desk, 'Group 1').getByRole('listitem')).toHaveCount(13);
  await expect(group(desk, 'Group 1')).toContainText('and 28 more');
  await desk.button(/^Compare Ana/).click();
  await expect(desk.count).toHaveText('12 members');
  // Whoever is scrolled to, the field and what becomes of it stay in sight.
  const name = desk.row('Name').first();
  await name.getByRole('radio').last().scrollIntoViewIfNeeded();
  await expect(name.getByRole('rowheader')).toBeInViewport({ ratio: 1 });
  await expect(name.getByRole('cell').last()).toBeInViewport({ ratio: 1 });
  await desk.button('Merge into one').click();
  await expect(desk.toast('Merged 11 duplicates')).toBeVisible();
  await expect(desk.count).toHaveText('1 group · 28 too many');
});

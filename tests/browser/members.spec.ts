// The member list, used as a person uses it.
import { type Desk, expect, test } from './desk';

const people = [
  ['Zoë Ångström', 'zoe@example.com', 'Studio Lume'],
  ['Ana Souza', 'ana.souza@example.com', ''],
  ['Bruno Lima', 'bruno@example.com', 'Casa Azul'],
  ['Carla Dias', 'carla@example.org', 'Ateliê Norte'],
  ['João Prado', 'joao.prado@example.com', ''],
] as const;

async function withPeople(desk: Desk): Promise<void> {
  await desk.book();
  for (const [name, email, company] of people) await desk.rpc('member.add', { fields: { name, email, company } });
  await desk.open();
  await expect(desk.count).toHaveText('5 members');
}

test('the list narrows with every letter, whatever the case and the accents', async ({ desk, page }) => {
  await withPeople(desk);
  await page.keyboard.press('Control+f');
  const search = page.getByRole('searchbox');
  await expect(search).toBeFocused();
  await page.keyboard.type('joao');
  await expect(desk.count).toHaveText('1 of 5');
  await expect(desk.row('João Prado')).toBeVisible();

  await search.fill('ANGSTROM');
  await expect(desk.row('Zoë Ångström')).toBeVisible();
  await search.fill('.org');
  await expect(desk.row('Carla Dias')).toBeVisible();
  await expect(desk.count).toHaveText('1 of 5');

  await search.fill('nobody');
  await expect(page.getByText('Nobody matches')).toBeVisible();
  await desk.button('Show all members').click();
  await expect(desk.count).toHaveText('5 members');
});

test('every header sorts, once each way, and Shift adds a second key', async ({ desk, page }) => {
  await desk.book({ sample: true });
  await desk.rpc('app.prefs', {
    columns: [
      'name',
      'email',
      'status',
      'courses',
      'joined_at',
      'last_seen_at',
      'company',
      'phone',
      'external_id',
      'created_at',
    ],
  });
  await desk.open();
  const headers = page.getByRole('columnheader').filter({ has: page.getByRole('button') });
  await expect(headers).toHaveCount(10);
  for (const name of await headers.getByRole('button').allInnerTexts()) {
    const label = name.replace(/[↑↓]/g, '').trim();
    const header = page
      .getByRole('columnheader', { name: label, exact: false })
      .filter({ has: page.getByRole('button') });
    const first = (await header.first().getAttribute('aria-sort')) === 'ascending' ? 'descending' : 'ascending';
    const second = first === 'ascending' ? 'descending' : 'ascending';
    for (const order of [first, second]) {
      await header.first().getByRole('button').click();
      await expect(header.first()).toHaveAttribute('aria-sort', order);
    }
  }

  await page.getByRole('columnheader', { name: 'Status' }).getByRole('button').click();
  await page
    .getByRole('columnheader', { name: 'E-mail' })
    .getByRole('button')
    .click({ modifiers: ['Shift'] });
  await expect(page.getByRole('columnheader', { name: 'E-mail' })).toContainText('2');
});

test('the order of names is that of people, not of bytes', async ({ desk, page }) => {
  await withPeople(desk);
  await desk.expectColumn('Name', ['Ana Souza', 'Bruno Lima', 'Carla Dias', 'João Prado', 'Zoë Ångström']);
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
  await desk.expectColumn('Name', ['Zoë Ångström', 'João Prado', 'Carla Dias', 'Bruno Lima', 'Ana Souza']);
});

test('columns are chosen and remembered', async ({ desk, page }) => {
  await withPeople(desk);
  await expect(page.getByRole('columnheader', { name: 'Company' })).toBeHidden();
  await desk.button('Columns').click();
  await page.getByRole('menuitemcheckbox', { name: 'Company' }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: 'Company' }), 'the menu stays for the next').toBeChecked();
  await expect(page.getByRole('columnheader', { name: 'Company' })).toBeVisible();
  await expect(desk.row('Bruno Lima')).toContainText('Casa Azul');

  await desk.restart();
  await expect(page.getByRole('columnheader', { name: 'Company' })).toBeVisible();
});

test('what is selected, counted and moved to the trash is the same, and comes back', async ({ desk, page }) => {
  await withPeople(desk);
  const selection = page.getByRole('region', { name: 'Selection', exact: true });
  await desk.row('Ana Souza').getByRole('checkbox').click();
  await desk
    .row('Carla Dias')
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await expect(selection).toContainText('3 selected');

  await selection.getByRole('button', { name: 'Move to trash' }).click();
  await expect(desk.dialog).toContainText('3 members move to the trash.');
  await desk.dialog.getByRole('button', { name: 'Move 3 members to the trash' }).click();
  await expect(desk.toast('Moved 3 members to the trash')).toBeVisible();
  await expect(desk.count).toHaveText('2 members');
  await desk.toast('Moved 3').getByRole('button', { name: 'Undo' }).click();
  await expect(desk.count).toHaveText('5 members');
  await expect(desk.toast('Undone: Moved 3 members to the trash')).toBeVisible();

  await desk.grid.focus();
  await page.keyboard.press('Control+Shift+Z');
  await expect(desk.count).toHaveText('2 members');
  await page.keyboard.press('Control+z');
  await expect(desk.count).toHaveText('5 members');
});

test('Ctrl+A chooses the whole filter, and only it', async ({ desk, page }) => {
  await desk.book({ sample: true });
  await desk.open();
  await page
    .getByRole('group', { name: 'Filter' })
    .getByRole('button', { name: /^Pending/ })
    .click();
  await expect(desk.count).toHaveText(/^\d+ of \d+$/);
  const { view, total, all } = await desk.rpc('view.open', {
    query: { filter: 'status:pending', search: '', sort: [] },
  });
  expect(view).toBeTruthy();
  expect(total).toBeGreaterThan(0);
  await expect(desk.count).toHaveText(`${total} of ${all}`);

  await desk.grid.focus();
  await page.keyboard.press('Control+a');
  const selection = page.getByRole('region', { name: 'Selection', exact: true });
  await expect(selection).toContainText(`${total} selected`);
  await selection.getByRole('button', { name: 'Set status' }).click();
  await page.getByRole('menuitem', { name: 'Active' }).click();
  await desk.dialog.getByRole('button', { name: `Set the status of ${total} members` }).click();
  await expect(desk.toast(`Set ${total} members to Active`)).toBeVisible();
  const after = await desk.rpc('view.counts', {});
  expect(after.status.pending).toBe(0);
});

test('a member is edited in place; a wrong e-mail is refused beside the cell and nothing typed is lost', async ({
  desk,
  page,
}) => {
  await withPeople(desk);
  await desk.row('Bruno Lima').getByText('Bruno Lima').dblclick();
  await desk.grid.getByRole('textbox').fill('Bruno Lima Filho');
  await page.keyboard.press('Enter');
  await expect(desk.row('Bruno Lima Filho')).toBeVisible();
  await expect(desk.toast('Edited Bruno Lima Filho')).toBeVisible();

  await desk.row('Bruno Lima Filho').getByText('bruno@example.com').dblclick();
  await desk.grid.getByRole('textbox').fill('ANA.souza@example.com');
  await page.keyboard.press('Enter');
  await expect(desk.grid.getByRole('alert')).toHaveText('Another member already has this e-mail.');
  await expect(desk.grid.getByRole('textbox')).toHaveValue('ANA.souza@example.com');
  await page.keyboard.press('Escape');
  await expect(desk.row('bruno@example.com')).toBeVisible();

  await page.keyboard.press('Control+z');
  await expect(desk.row('Bruno Lima Filho')).toBeHidden();
  await expect(desk.row('Bruno Lima')).toBeVisible();
});

test('a member is added with access, and an address that is none is said', async ({ desk, page }) => {
  await desk.book();
  await desk.rpc('course.add', { title: 'Watercolour Basics' });
  await desk.open();
  await page.keyboard.press('Control+n');
  await desk.dialog.getByLabel('Name', { exact: true }).fill('Nina Prado');
  await desk.dialog.getByLabel('E-mail').fill('nina.example.com');
  await desk.dialog.getByRole('button', { name: 'Add member' }).click();
  await expect(desk.dialog.getByLabel('E-mail')).toHaveAccessibleDescription('This is not an e-mail address.');

  await desk.dialog.getByLabel('E-mail').fill('nina@example.com');
  await desk.dialog.getByRole('button', { name: 'Add courses or products' }).click();
  await page.getByRole('option', { name: 'Watercolour Basics' }).click();
  await page.keyboard.press('Escape');
  await desk.type(desk.dialog.getByRole('group', { name: /^Expires/ }), '05312031');
  await desk.dialog.getByRole('button', { name: 'Add member' }).click();

  await expect(desk.title).toHaveText('Nina Prado');
  await expect(desk.row('Watercolour Basics')).toContainText('Active');
  await expect(desk.row('Watercolour Basics')).toContainText('May 31, 2031');
  await desk.toast('Added Nina Prado').getByRole('button', { name: 'Undo' }).click();
  await desk.go('#/members');
  await expect(page.getByText('No members yet')).toBeVisible();
});

test('a filter that is not understood selects nobody and says where it breaks', async ({ desk, page }) => {
  await withPeople(desk);
  await desk.go(`#/members?filter=${encodeURIComponent('status:active nonsense:"5"')}`);
  await expect(page.getByRole('alert')).toContainText('There is nothing called “nonsense” to filter by.');
  await expect(desk.count).toHaveText('0 of 5');
  await desk.button('Clear all').click();
  await expect(desk.count).toHaveText('5 members');
});

test('the trash is a place of its own, from which members return', async ({ desk, page }) => {
  await withPeople(desk);
  await desk.row('Zoë Ångström').hover();
  await desk.row('Zoë Ångström').getByRole('button', { name: 'Move to trash' }).click();
  await expect(desk.count).toHaveText('4 members');
  await page
    .getByRole('group', { name: 'Filter' })
    .getByRole('button', { name: /^Trash/ })
    .click();
  await expect(desk.count).toHaveText('1 in the trash');
  await desk.row('Zoë Ångström').hover();
  await desk.row('Zoë Ångström').getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
});

test('access for many is counted before it is given', async ({ desk }) => {
  await withPeople(desk);
  await desk.rpc('course.add', { title: 'Botanical Drawing' });
  await desk.grantToAll('Botanical Drawing');
  await expect(desk.dialog).toContainText('5 members get new access.');
  await desk.dialog.getByRole('button', { name: 'Grant to 5 members' }).click();
  await expect(desk.toast('Gave 5 members access to Botanical Drawing')).toBeVisible();
  await expect(desk.row('Ana Souza')).toContainText('Botanical Drawing');
  await desk.toast('Gave 5 members access').getByRole('button', { name: 'Undo' }).click();
  await expect(desk.row('Ana Souza')).not.toContainText('Botanical Drawing');
});

test('a change for many that is refused comes back as it was filled in', async ({ desk, page }) => {
  await withPeople(desk);
  await desk.rpc('course.add', { title: 'Botanical Drawing' });
  await desk.refuse('access.change', 'io');
  await desk.grantToAll('Botanical Drawing');
  const grant = desk.dialog.getByRole('button', { name: 'Grant to 5 members' });
  await expect(desk.dialog).toContainText('5 members get new access.');
  await grant.click();
  await expect(desk.toast('The disk refused.')).toBeVisible();
  await expect(desk.row('Ana Souza')).not.toContainText('Botanical Drawing');
  await page.unroute('**/rpc');
  await expect(desk.dialog).toContainText('5 members get new access.');
  await grant.click();
  await expect(desk.dialog).toBeHidden();
  await expect(desk.row('Ana Souza')).toContainText('Botanical Drawing');
});

test('a start of their own is set for many, seen before and taken back', async ({ desk, page }) => {
  await withPeople(desk);
  const course = (await desk.rpc('course.add', { title: 'Botanical Drawing' })).value.id;
  const people = await desk.rpc('members.find', { text: 'example.com', limit: 5 });
  await desk.rpc('access.change', {
    members: { ids: people.slice(0, 2).map(({ id }) => id) },
    change: { give: { courses: [course], products: [], state: 'active' } },
  });
  const start = async () => (await desk.rpc('start.show', { course, member: people[0]?.id ?? '' })).startsAt;
  await desk.grid.focus();
  await page.keyboard.press('Control+a');
  await desk.button('More').last().click();
  await page.getByRole('menuitem', { name: 'Set a start…' }).click();
  await expect(desk.dialog.getByRole('button', { name: 'Set the start of 5 members' })).toBeDisabled();
  await desk.type(desk.dialog.getByRole('group', { name: 'Counted from' }), '03012031');
  await expect(desk.dialog.getByRole('status')).toContainText('The start of 5 members changes.');
  await expect(desk.dialog.getByRole('status')).toContainText('3 of them do not have the course.');
  await desk.dialog.getByText('Old → new, the first 5 of 5').click();
  await expect(desk.dialog).toContainText('Own start · Ana Souza · Botanical Drawing');
  expect(await start(), 'nothing is written yet').toBeNull();
  await desk.dialog.getByRole('button', { name: 'Set the start of 5 members' }).click();
  await expect(desk.toast('Botanical Drawing counts from Mar 1, 2031 for 5 members')).toBeVisible();
  expect(await start()).toBe(Date.parse('2031-03-01T00:00:00-03:00'));
  await desk.toast('counts from').getByRole('button', { name: 'Undo' }).click();
  await expect(desk.toast('Undone: ')).toBeVisible();
  expect(await start()).toBeNull();
});

test('what is archived is given to nobody and can be taken from many', async ({ desk, page }) => {
  await withPeople(desk);
  const course = (await desk.rpc('course.add', { title: 'Botanical Drawing' })).value.id;
  await desk.rpc('course.add', { title: 'Portraits' });
  const people = await desk.rpc('members.find', { text: 'example.com', limit: 5 });
  await desk.rpc('access.change', {
    members: { ids: people.map(({ id }) => id) },
    change: { give: { courses: [course], products: [], state: 'active' } },
  });
  await desk.rpc('course.edit', { id: course, archived: true });
  await desk.open();
  await desk.grid.focus();
  await page.keyboard.press('Control+a');
  await desk.button('Grant access…').click();
  await desk.dialog.getByRole('button', { name: 'Add courses or products' }).click();
  await expect(page.getByRole('option', { name: 'Portraits' })).toBeVisible();
  await expect(page.getByRole('option', { name: 'Botanical Drawing' })).toBeHidden();
  await page.keyboard.press('Escape');
  await desk.dialog.getByLabel('Change', { exact: true }).click();
  await page.getByRole('option', { name: 'Take away' }).click();
  await desk.dialog.getByRole('button', { name: 'Choose courses or products' }).click();
  await page.getByRole('option', { name: 'Botanical Drawing' }).click();
  await page.keyboard.press('Escape');
  await desk.dialog.getByRole('button', { name: `Change ${people.length} members` }).click();
  await expect(desk.row('Ana Souza')).not.toContainText('Botanical Drawing');
});

test('a change for many says who it is not for, and is one step back', async ({ desk, page }) => {
  await withPeople(desk);
  const course = (await desk.rpc('course.add', { title: 'Botanical Drawing' })).value.id;
  const { ids } = await desk.rpc('view.ids', {
    view: (await desk.rpc('view.open', { query: { filter: '', search: '', sort: [] } })).view,
    start: 0,
    len: 5,
  });
  const give = (members: string[], expiresOn: string | null) =>
    desk.rpc('access.change', {
      members: { ids: members },
      change: { give: { courses: [course], products: [], state: 'active', startsOn: '2026-01-01', expiresOn } },
    });
  await give(ids.slice(0, 2), '2030-06-01');
  await give(ids.slice(2, 3), null);
  await desk.open();

  await expect(desk.row('Ana Souza')).toContainText('Botanical Drawing');
  await desk.grid.focus();
  await page.keyboard.press('Control+a');
  await desk.button('Change access…').click();
  await desk.dialog.getByLabel('Change', { exact: true }).click();
  await page.getByRole('option', { name: 'Move the expiry by days' }).click();
  await desk.dialog.getByLabel('Days', { exact: true }).fill('30');
  await desk.dialog.getByRole('button', { name: 'Choose courses or products' }).click();
  await page.getByRole('option', { name: 'Botanical Drawing' }).click();
  await page.keyboard.press('Escape');
  await expect(desk.dialog).toContainText('The access of 2 members changes.');
  await expect(desk.dialog).toContainText('2 have none of it.');
  await expect(desk.dialog).toContainText('1 has access without an end.');
  await desk.dialog.getByText('Old → new, the first 2 of 2').click();
  await expect(desk.dialog.getByText('Jul 1, 2030').first()).toBeVisible();
  await desk.dialog.getByRole('button', { name: 'Change 2 members' }).click();
  await expect(desk.toast('Moved the expiry of 2 members by 30 days')).toBeVisible();
  const ends = async () =>
    Promise.all(ids.map(async (id) => (await desk.rpc('member.show', { id })).access[0]?.expiresOn ?? null));
  expect(await ends()).toEqual(['2030-07-01', '2030-07-01', null, null, null]);
  await desk.toast('Moved the expiry').getByRole('button', { name: 'Undo' }).click();
  await expect(desk.toast('Undone: Moved')).toBeVisible();
  expect(await ends()).toEqual(['2030-06-01', '2030-06-01', null, null, null]);

  // Enter sends a dialog off from a day too, once it says what would come of it.
  await desk.open();
  await expect(desk.row('Ana Souza')).toContainText('Botanical Drawing');
  await desk.grid.focus();
  await page.keyboard.press('Control+a');
  await desk.button('Change access…').click();
  await desk.dialog.getByRole('spinbutton').first().click();
  await page.keyboard.type('12312031');
  await expect(desk.dialog).toContainText('The access of 3 members changes.');
  await page.keyboard.press('Enter');
  await expect(desk.toast('Access of 3 members now expires on Dec 31, 2031')).toBeVisible();
});

test('an edit in place leaves the keys where a click put them', async ({ desk, page }) => {
  await withPeople(desk);
  const search = page.getByRole('searchbox');
  const { grid } = desk;
  await desk.row('Ana Souza').getByText('Ana Souza').dblclick();
  await search.click();
  await expect(grid.getByRole('textbox')).toBeHidden();
  await page.keyboard.type('bru');
  await expect(search).toHaveValue('bru');
  await search.fill('');
  await expect(desk.count).toHaveText('5 members');

  // Also when the book takes its time.
  const answer = await desk.hold('member.edit');
  await desk.row('Ana Souza').getByText('Ana Souza').dblclick();
  await grid.getByRole('textbox').fill('Ana Lima');
  await search.click();
  answer();
  await expect(desk.toast('Edited Ana Lima')).toBeVisible();
  await expect(grid.getByRole('textbox')).toBeHidden();
  await page.keyboard.type('bru');
  await expect(search).toHaveValue('bru');
  await search.fill('');
  await expect(desk.count).toHaveText('5 members');

  await desk.row('Ana Lima').getByText('Active').dblclick();
  await expect(grid.getByRole('combobox')).toBeFocused();
  await search.click();
  await expect(grid.getByRole('combobox')).toBeHidden();
  await expect(search).toBeFocused();

  // An edit that ends by a key gives the keys back to the list.
  for (const key of ['Enter', 'Escape']) {
    await desk.row('Ana Lima').getByText('Ana Lima').dblclick();
    await page.keyboard.press(key);
    await expect(grid.getByRole('textbox')).toBeHidden();
    await expect(grid).toBeFocused();
  }
});

test('the late answer of one cell leaves the field of another open', async ({ desk, page }) => {
  await withPeople(desk);
  const answer = await desk.hold('member.edit');
  await desk.row('Ana Souza').getByText('Ana Souza').dblclick();
  await desk.grid.getByRole('textbox').fill('Ana Lima');
  await desk.row('Bruno Lima').getByText('Bruno Lima').dblclick();
  await expect(desk.grid.getByRole('textbox')).toHaveValue('Bruno Lima');
  await page.keyboard.type('Bruno');
  answer();
  await expect(desk.toast('Edited Ana Lima')).toBeVisible();
  await page.keyboard.type(' Dias');
  await expect(desk.grid.getByRole('textbox')).toHaveValue('Bruno Dias');
  await page.keyboard.press('Enter');
  await expect(desk.row('Bruno Dias')).toBeVisible();
});

test('a click on a checkbox leaves the keys with the list', async ({ desk, page }) => {
  await withPeople(desk);
  await desk.row('Ana Souza').getByRole('checkbox').click();
  await expect(desk.row('Ana Souza').getByRole('checkbox')).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  await expect(desk.row('Bruno Lima').getByRole('checkbox')).toBeChecked();
  const all = page.getByRole('checkbox', { name: 'Select all' });
  await all.click();
  await expect(all).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(all).not.toBeChecked();
});

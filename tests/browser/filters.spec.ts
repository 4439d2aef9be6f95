import { type Desk, expect, test } from './desk';
import { look } from './look';

/** A few people whose access differs, and their courses. */
async function withAccess(desk: Desk): Promise<void> {
  await desk.book();
  const add = async (title: string) => (await desk.rpc('course.add', { title })).value.id;
  const [drawing, oil] = [await add('Drawing'), await add('Óleo')];
  const people: [string, string, string | null][] = [
    ['Ana Souza', drawing, '2031-05-31'],
    ['Bruno Lima', drawing, null],
    ['Carla Dias', oil, '2031-12-31'],
  ];
  for (const [name, course, expiresOn] of people) {
    const email = `${name.split(' ')[0]?.toLowerCase()}@example.com`;
    const access = { courses: [course], products: [], state: 'active' as const, expiresOn: expiresOn ?? undefined };
    await desk.rpc('member.add', { fields: { name, email }, access });
  }
  await desk.rpc('member.add', { fields: { name: 'Davi Prado', email: 'davi@example.com', company: 'Ateliê' } });
  await desk.open();
  await expect(desk.count).toHaveText('4 members');
}

const filter = (desk: Desk) => desk.page.getByRole('group', { name: desk.words('members-filter'), exact: true });
const chip = (desk: Desk, name: string) => filter(desk).getByRole('button', { name, exact: true });
const text = (desk: Desk) => desk.page.getByRole('textbox', { name: 'Filter as text' });

async function shows(desk: Desk, names: string[]): Promise<void> {
  await expect(
    desk.grid.locator('[role=row][aria-rowindex]').filter({ has: desk.page.locator('[role=gridcell]') }),
  ).toHaveCount(names.length);
  for (const name of names) await expect(desk.row(name)).toBeVisible();
}

test('a filter is added from the keyboard, its values counted, and edited in its chip', async ({ desk, page }) => {
  await withAccess(desk);
  await desk.button('Filter').click();
  await page.getByRole('combobox', { name: 'Filter' }).fill('draw');
  const drawing = page.getByRole('option', { name: 'Drawing 2' });
  await expect(drawing).toBeVisible();
  await page.keyboard.press('Enter');
  await shows(desk, ['Ana Souza', 'Bruno Lima']);
  await expect(chip(desk, 'Course is Drawing')).toBeVisible();

  await chip(desk, 'Course is Drawing').click();
  await page.getByRole('combobox', { name: 'Course' }).fill('oleo');
  await page.getByRole('option', { name: 'Óleo 1' }).click();
  await expect(desk.count).toHaveText('3 of 4');
  await page.keyboard.press('Escape');
  await chip(desk, 'Course is Drawing or Óleo').click();
  await page.getByLabel('How it compares').click();
  await page.getByRole('option', { name: 'is not', exact: true }).click();
  await shows(desk, ['Davi Prado']);
  await page.keyboard.press('Escape');
  await filter(desk).getByRole('button', { name: 'Remove Course is not Drawing or Óleo' }).click();
  await expect(desk.count).toHaveText('4 members');
});

test('days, texts and access narrow the list together', async ({ desk, page }) => {
  await withAccess(desk);
  await desk.button('Filter').click();
  await page.getByRole('combobox', { name: 'Filter' }).fill('expires');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Expires' }).fill('2031');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(chip(desk, 'Expires is 2031')).toBeVisible();
  await shows(desk, ['Ana Souza', 'Carla Dias']);

  await desk.button('Filter').click();
  await page.getByRole('combobox', { name: 'Filter' }).fill('name');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Name' }).fill('carla');
  await page.keyboard.press('Enter');
  await expect(chip(desk, 'Name contains carla')).toBeVisible();
  await shows(desk, ['Carla Dias']);
});

for (const [written, names] of [
  ['status:active course:drawing', ['Ana Souza', 'Bruno Lima']],
  ['course:drawing expires<2031-06', ['Ana Souza']],
  ['course:drawing expires:never', ['Bruno Lima']],
  ['access:none or course:oleo', ['Carla Dias', 'Davi Prado']],
  ['-(course:drawing or name:davi)', ['Carla Dias']],
  ['company:atelie seen:never phone:none', ['Davi Prado']],
  ['enrolled:today -access:expired source:manual', ['Ana Souza', 'Bruno Lima', 'Carla Dias']],
  ['added:-1d..today email:@example', ['Ana Souza', 'Bruno Lima', 'Carla Dias', 'Davi Prado']],
] as [string, string[]][]) {
  test(`typed: ${written}`, async ({ desk }) => {
    await withAccess(desk);
    await desk.button('Filter as text').click();
    await text(desk).fill(written);
    await text(desk).press('Enter');
    const found = await desk.rpc('view.open', { query: { filter: written, search: '', sort: [] } });
    expect(found.problem).toBeNull();
    await expect(desk.count).toHaveText(found.total === 4 ? /^4 (of 4|members)$/ : `${found.total} of 4`);
    for (const name of names) await expect(desk.row(name)).toBeVisible();
  });
}

test('what is wrong with a filter is said under the place where it breaks', async ({ desk }) => {
  await withAccess(desk);
  await desk.button('Filter as text').click();
  await text(desk).fill('status:active colour:red');
  await expect(desk.page.getByRole('alert')).toContainText('There is nothing called “colour” to filter by.');
  await expect(text(desk)).toHaveAccessibleDescription(/Nobody is shown until the filter is corrected/);
  await expect(desk.count).toHaveText('0 of 4');
  await expect(filter(desk).locator('.mark')).toHaveText(`${' '.repeat(14)}^^^^^^`, { useInnerText: false });

  await text(desk).fill('course:Drawin');
  await expect(desk.page.getByRole('alert')).toContainText('There is no course “Drawin”. Expected: Drawing.');
  await text(desk).fill('course:Drawing');
  await expect(desk.page.getByRole('alert')).toBeHidden();
  await shows(desk, ['Ana Souza', 'Bruno Lima']);
});

test('what is wrong is said of what was typed, though the book writes it otherwise', async ({ desk, page }) => {
  await withAccess(desk);
  await desk.button('Filter as text').click();
  await text(desk).fill('situação:ativo e curso:"Drawin"');
  await expect(page.getByRole('alert')).toContainText('There is no course “Drawin”. Expected: Drawing.');
  await expect.poll(() => page.locator('div.mark').textContent()).toBe(`${' '.repeat(23)}${'^'.repeat(6)}`);
  await text(desk).fill('situação:ativo e curso:"Drawing"');
  await expect(page.getByRole('alert')).toBeHidden();
  await shows(desk, ['Ana Souza', 'Bruno Lima']);
});

test('choices that follow each other quickly all count, and what was searched for stays', async ({ desk, page }) => {
  await withAccess(desk);
  await desk.rpc('course.add', { title: 'Óptica' });
  await desk.go('#/members?filter=course:Drawing');
  await chip(desk, 'Course is Drawing').click();
  const find = page.getByRole('combobox', { name: 'Course' });
  await find.fill('o');
  await expect(page.getByRole('option', { name: /^Óptica/ })).toBeVisible();
  await page.route('**/rpc', async (route) => {
    if (route.request().postData()?.includes('"filter.read"')) await new Promise((done) => setTimeout(done, 300));
    await route.continue();
  });
  await page.getByRole('option', { name: /^Óleo/ }).click();
  await page.getByRole('option', { name: /^Óptica/ }).click();
  await expect(chip(desk, 'Course is Drawing or Óleo or Óptica')).toBeVisible();
  await expect(find).toHaveValue('o');
  await expect(find).toBeFocused();
  await expect(desk.count).toHaveText('3 of 4');
});

test('the text follows a filter from elsewhere, and stays while it is being mended', async ({ desk }) => {
  await withAccess(desk);
  await desk.button('Filter as text').click();
  await text(desk).fill('colour:red');
  await expect(desk.page.getByRole('alert')).toBeVisible();
  await desk.page.getByRole('group', { name: 'Views' }).getByRole('button', { name: 'All' }).click();
  await expect(desk.count).toHaveText('4 members');
  await expect(text(desk)).toHaveValue('');
  await text(desk).focus();
  await text(desk).blur();
  await expect(desk.count).toHaveText('4 members');
  await text(desk).press('Escape');
  await expect(text(desk)).toBeHidden();
  await expect(desk.button('Filter as text')).toBeFocused();

  await desk.go('#/members?filter=colour:red');
  await text(desk).fill('course:Drawing');
  await shows(desk, ['Ana Souza', 'Bruno Lima']);
  await expect(text(desk)).toBeFocused();
});

test('the focus goes on to a neighbour when what was pressed goes away', async ({ desk, page }) => {
  await withAccess(desk);
  const views = page.getByRole('group', { name: 'Views' });
  await desk.go('#/members?filter=course:Drawing');
  await filter(desk).getByRole('button', { name: 'Remove Course is Drawing' }).press('Enter');
  await expect(desk.button('Filter')).toBeFocused();

  await desk.go('#/members?filter=course:Drawing');
  await chip(desk, 'Course is Drawing').press('Enter');
  await page.getByRole('option', { name: /^Drawing/ }).click();
  await expect(desk.count).toHaveText('4 members');
  await expect(desk.button('Filter')).toBeFocused();

  await desk.go('#/members?filter=name:nobody');
  await desk.button('Show all members').press('Enter');
  await expect(desk.grid).toBeFocused();

  await desk.go('#/members?filter=course:Drawing');
  await desk.button('Clear all').press('Enter');
  await expect(desk.button('Filter')).toBeFocused();

  await desk.go('#/members?filter=course:Drawing');
  await desk.button('Save view').press('Enter');
  const name = page.getByRole('textbox', { name: 'Name of the view' });
  await name.fill('Drawers');
  await name.press('Enter');
  await expect(views.getByRole('button', { name: 'Drawers', exact: true })).toBeFocused();

  const choose = async (what: string) => {
    await views.getByRole('button', { name: /^Options of/ }).press('Enter');
    await page.getByRole('menuitem', { name: what }).press('Enter');
  };
  await choose('Rename');
  await name.fill('Who draws');
  await name.press('Enter');
  await expect(views.getByRole('button', { name: 'Options of Who draws' })).toBeFocused();
  await choose('Delete view');
  await expect(views.getByRole('button', { name: 'All' })).toBeFocused();
});

test('a view is saved, changed, reset, renamed, reordered and deleted, and each step is undone', async ({
  desk,
  page,
}) => {
  await withAccess(desk);
  const views = page.getByRole('group', { name: 'Views' });
  await views.getByRole('button', { name: /^No access/ }).click();
  await shows(desk, ['Davi Prado']);
  await views.getByRole('button', { name: 'All' }).click();

  await desk.go('#/members?filter=course:Drawing');
  await expect(desk.count).toHaveText('2 of 4');
  await desk.button('Save view').click();
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('Drawers');
  await page.keyboard.press('Enter');
  await expect(desk.toast('Saved the view Drawers')).toBeVisible();
  const drawers = views.getByRole('button', { name: 'Drawers', exact: true });
  await expect(drawers).toHaveAttribute('aria-pressed', 'true');

  await filter(desk)
    .getByRole('button', { name: /^Pending/ })
    .click();
  await expect(views.getByRole('button', { name: 'Drawers (changed)' })).toBeVisible();
  await views.getByRole('button', { name: 'Options of Drawers' }).click();
  await page.getByRole('menuitem', { name: 'Reset' }).click();
  await expect(desk.count).toHaveText('2 of 4');
  await expect(drawers).toBeVisible();

  await filter(desk)
    .getByRole('button', { name: /^Active/ })
    .click();
  await views.getByRole('button', { name: 'Options of Drawers' }).click();
  await page.getByRole('menuitem', { name: 'Update with what is shown' }).click();
  await expect(desk.toast('Changed the view Drawers')).toBeVisible();
  await expect(drawers).toBeVisible();
  expect((await desk.rpc('views.list', {}))[0]?.filter).toBe('course:Drawing status:active');

  await views.getByRole('button', { name: 'Options of Drawers' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('Who draws');
  await page.keyboard.press('Enter');
  await expect(views.getByRole('button', { name: 'Who draws', exact: true })).toBeVisible();

  await desk.rpc('view.save', { name: 'VIP', filter: 'company:any' });
  await desk.restart();
  await views.getByRole('button', { name: 'VIP', exact: true }).click();
  await shows(desk, ['Davi Prado']);
  await views.getByRole('button', { name: 'Options of VIP' }).click();
  await page.getByRole('menuitem', { name: 'Move left' }).click();
  await expect(desk.toast('Reordered the views')).toBeVisible();
  expect((await desk.rpc('views.list', {})).map((view) => view.name)).toEqual(['VIP', 'Who draws']);

  await views.getByRole('button', { name: 'Options of VIP' }).click();
  await page.getByRole('menuitem', { name: 'Delete view' }).click();
  await expect(views.getByRole('button', { name: 'VIP', exact: true })).toBeHidden();
  await desk.toast('Deleted the view VIP').getByRole('button', { name: 'Undo' }).click();
  await expect(views.getByRole('button', { name: 'VIP', exact: true })).toBeVisible();
});

test('a view follows a course that is renamed, and comes back with an undo', async ({ desk, page }) => {
  await withAccess(desk);
  await desk.rpc('view.save', { name: 'Drawers', filter: 'course:Drawing or custom.City:any' });
  await desk.rpc('view.save', { name: 'Late', filter: '-course:Drawing' });
  await desk.restart();
  const drawers = desk.button('Late');
  await drawers.click();
  await shows(desk, ['Carla Dias', 'Davi Prado']);

  const [drawing] = await desk.rpc('courses.list', { archived: false });
  await desk.go(`#/courses/${drawing?.id}`);
  await desk.button('Title: Drawing').click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Still life, drawn');
  await page.keyboard.press('Enter');
  await expect(desk.toast(/Still life, drawn/)).toBeVisible();
  expect((await desk.rpc('views.list', {})).map((view) => view.filter)).toEqual([
    'course:"Still life, drawn" or custom.City:any',
    '-course:"Still life, drawn"',
  ]);

  await desk.go('#/members');
  await expect(drawers).toHaveAttribute('aria-pressed', 'true');
  await expect(chip(desk, 'Course is not Still life, drawn')).toBeVisible();
  await shows(desk, ['Carla Dias', 'Davi Prado']);
  await page.keyboard.press('Control+z');
  await expect(chip(desk, 'Course is not Drawing')).toBeVisible();
  await shows(desk, ['Carla Dias', 'Davi Prado']);
});

test('the members of a course are sorted by their access', async ({ desk, page }) => {
  await withAccess(desk);
  const drawing = (await desk.rpc('courses.list', { archived: false })).find(({ title }) => title === 'Drawing');
  await desk.go(`#/courses/${drawing?.id}?tab=members`);
  const header = (name: string) => page.getByRole('columnheader', { name, exact: true });
  await desk.expectColumn('Name', ['Ana Souza', 'Bruno Lima']);
  await header('Name').click();
  await desk.expectColumn('Name', ['Bruno Lima', 'Ana Souza']);
  for (const name of ['Expires', 'Status', 'Cohort']) {
    await header(name).click();
    await expect(header(name)).toHaveAttribute('aria-sort', 'ascending');
    await desk.expectColumn('Name', ['Ana Souza', 'Bruno Lima']);
  }
});

test('a list of addresses is pasted into a chip, with whatever stands around them', async ({ desk, page }) => {
  await withAccess(desk);
  await desk.button('Filter').click();
  await page.getByRole('combobox', { name: 'Filter' }).fill('mail');
  await page.keyboard.press('Enter');
  const field = page.getByRole('combobox', { name: 'E-mail' });
  const others = Array.from({ length: 4000 }, (_, n) => `nobody${n}@example.org`);
  const list = ['Ana Souza <ANA@example.com>', 'davi@example.com;carla@example.com', ...others].join('\r\n');
  await field.evaluate((input, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, list);
  await shows(desk, ['Ana Souza', 'Carla Dias', 'Davi Prado']);
  const named = 'E-mail contains ANA@example.com or davi@example.com or carla@example.com or 4,000 more';
  await expect(chip(desk, named)).toBeVisible();
  await chip(desk, named).click();
  await page.getByRole('option', { name: 'ANA@example.com' }).click();
  await shows(desk, ['Carla Dias', 'Davi Prado']);
});

test('views are put in order with the pointer and by keyboard', async ({ desk, page }) => {
  await withAccess(desk);
  for (const name of ['One', 'Two', 'Three', 'Four']) await desk.rpc('view.save', { name, filter: `company:${name}` });
  await desk.restart();
  const views = page.getByRole('group', { name: 'Views' });
  const tab = (name: string) => views.getByRole('button', { name, exact: true });
  const order = async () => (await desk.rpc('views.list', {})).map((view) => view.name);
  const tabs = async () => (await views.locator('.saved').allInnerTexts()).map((text) => text.trim());
  const middle = async (name: string) => {
    const box = await tab(name).boundingBox();
    if (!box) throw new Error(`${name} is not to be seen`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, right: box.x + box.width };
  };
  const grab = async (name: string, to: string) => {
    const [from, over] = [await middle(name), await middle(to)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + over.x) / 2, from.y + 3);
    await page.mouse.move(over.right - 2, over.y + 3);
  };

  await grab('One', 'Three');
  await expect(views.locator('[data-drop="x-after"]')).toHaveText('Three');
  await expect(views.locator('.lifted')).toHaveText('One');
  await page.mouse.up();
  await expect(desk.toast('Reordered the views')).toBeVisible();
  expect(await order()).toEqual(['Two', 'Three', 'One', 'Four']);
  expect(await tabs(), 'what is shown is what was saved').toEqual(['Two', 'Three', 'One', 'Four']);
  await expect(views.locator('[data-drop], .lifted')).toHaveCount(0);
  await expect(desk.count, 'a drag is no press').toHaveText('4 members');

  // Let go where it was, or given up: nothing is written.
  const entries = async () => (await desk.rpc('journal.list', { before: null, limit: 50 })).length;
  const before = await entries();
  await grab('Two', 'Four');
  await page.keyboard.press('Escape');
  await expect(views.locator('.lifted')).toHaveCount(0);
  await page.mouse.up();
  await grab('Two', 'Two');
  await page.mouse.up();
  expect(await entries()).toBe(before);

  await tab('Four').focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(tab('Four')).toBeFocused();
  await expect(views.getByRole('status')).toHaveText('Four is now 2 of 4');
  await expect.poll(order).toEqual(['Two', 'Four', 'Three', 'One']);
  for (let place = 0; place < 3; place++) await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(order).toEqual(['Four', 'Two', 'Three', 'One']);
  expect(page.url(), 'no page back').toContain('#/members');

  await page.keyboard.press('Control+z');
  await expect.poll(tabs).toEqual(['Two', 'Four', 'Three', 'One']);
});

test('what is chosen stays chosen as long as it is shown, and the rest is said', async ({ desk }) => {
  await withAccess(desk);
  const selection = desk.page.getByRole('region', { name: 'Selection', exact: true });
  await desk.row('Ana Souza').getByRole('checkbox').click();
  await desk.row('Davi Prado').getByRole('checkbox').click();
  await expect(selection).toContainText('2 selected');
  await desk.go('#/members?filter=course:Drawing');
  await expect(selection).toContainText('1 selected');
  await expect(desk.toast('1 selected member does not match any more')).toBeVisible();

  await desk.grid.focus();
  await desk.page.keyboard.press('Control+a');
  await expect(selection).toContainText('2 selected');
  await desk.go('#/members?filter=name:bruno');
  await expect(selection).toContainText('1 selected');
});

for (const locale of ['en', 'pt-BR'] as const) {
  test(`looks right in ${locale}`, async ({ desk, page }) => {
    await desk.book({ sample: true, locale });
    await desk.speak(locale);
    await desk.rpc('view.save', {
      name: locale === 'en' ? 'Expiring soon' : 'Acesso a vencer',
      filter: 'expires:today..+30d',
    });
    await desk.open(
      `#/members?filter=${encodeURIComponent('joined>=2024 -access:disabled (access:expired or progress<50)')}`,
    );
    await expect(desk.count).toHaveText(/\d+ (of|de) \d+/);
    await look(page, 'filters', locale);
    await desk.button(desk.words('filter-as-text')).click();
    await page.getByRole('textbox', { name: desk.words('filter-as-text') }).fill('status:active colour:red');
    await expect(page.getByRole('alert')).toBeVisible();
    await look(page, 'filters-text', locale);
    await page.getByRole('textbox', { name: desk.words('filter-as-text') }).fill('course:any');
    await expect(page.getByRole('alert')).toBeHidden();
    const course = locale === 'en' ? 'Course: any' : 'Curso: qualquer';
    await chip(desk, course).click();
    await expect(page.getByRole('option').nth(2)).toBeVisible();
    await look(page, 'filters-chip', locale);
  });
}

test('an “or” is changed condition by condition', async ({ desk, page }) => {
  await desk.book({ sample: true });
  await desk.open(`#/members?filter=${encodeURIComponent('status:active (access:expired or progress<50)')}`);
  await chip(desk, 'Access is Expired or Progress below 50 %').click();
  const parts = page.getByRole('list', { name: 'One of these must hold' });
  await expect(parts.getByRole('listitem')).toHaveCount(2);
  await parts.getByRole('button', { name: 'Edit Access is Expired' }).click();
  await page.getByRole('option', { name: /^Active/ }).click();
  await desk.button('Back to all conditions').click();
  await expect(parts).toContainText('Access is Expired or Active');
  await desk.button('Add condition').click();
  await page.getByRole('combobox', { name: 'Add condition' }).fill('joined');
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'today', exact: true }).click();
  await desk.button('Back to all conditions').click();
  await expect(parts.getByRole('listitem')).toHaveCount(3);
  await parts.getByRole('button', { name: /^Remove Progress/ }).click();
  await expect(parts.getByRole('listitem')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await desk.button('Filter as text').click();
  await expect(text(desk)).toHaveValue('status:active (access:expired,active or joined:today)');
});

test('a day in a chip is picked from a calendar, and the mark stands under what is wrong', async ({ desk, page }) => {
  await desk.book({ sample: true });
  await desk.open(`#/members?filter=${encodeURIComponent('joined>=2024-01-10')}`);
  await chip(desk, 'Joined since Jan 10, 2024').click();
  await page.getByRole('button', { name: 'Pick a day: Day' }).click();
  await page.getByRole('button', { name: /January 15, 2024/ }).click();
  await expect(chip(desk, 'Joined since Jan 15, 2024')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await desk.button('Filter as text').click();
  await text(desk).fill('   status:gone');
  await expect.poll(() => page.locator('div.mark').textContent()).toBe(`${' '.repeat(10)}^^^^`);
});

// A course in the real window, whose pointer and whose calendar are not Chromium's: a lesson is dragged to another place,
// and the timeline begins on the school's today.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { homedir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { Origin } from 'selenium-webdriver';
import { command, open } from './harness.js';
import { person } from './person.js';

const book = path.join(homedir(), 'Documents', 'Course.rollbook');

// The files of this test run share a home; this one begins as a new person.
process.env.ROLLBOOK_HOME = path.join(homedir(), 'course');

const lessons = '[role="row"][data-drag] .title';
const day = '[role="group"][aria-label="Enrolled"] [role="spinbutton"]';

test('a lesson is dragged, and the timeline knows what day it is', async (t) => {
  const made = command('new', book, '--sample', '--locale', 'en', '--zone', 'America/Sao_Paulo');
  const [code] = await once(made, 'exit');
  assert.equal(code, 0);
  const app = await open(t, book);
  const { click, shows } = person(app);

  await click('link', 'Courses');
  await click('link', 'Colour and Light');
  await app.says('A scale of nine');
  const [first] = await app.driver.findElements({ css: lessons });
  const row = await first.findElement({ xpath: '//*[@role="row"][.//*[text()="A scale of nine"]]' });
  const above = await first.findElement({ xpath: '//*[@role="row"][.//*[text()="Squinting"]]' });
  await app.driver
    .actions()
    .move({ origin: row })
    .press()
    .move({ origin: Origin.POINTER, x: 0, y: -12 })
    .move({ origin: above, y: -6 })
    .release()
    .perform();
  await app.says('Moved A scale of nine to place 1 of Value');
  await app.screenshot('window-outline');

  await click('tab', 'Drip');
  await app.says('lessons are open');
  const today = new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/Sao_Paulo',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  await shows(day, today.format(Date.now()).split('/'));
  await app.screenshot('window-drip');
  await app.leave();
});

// What a person does in the window and sees in it, on top of what the harness gives.
import assert from 'node:assert/strict';
import { waitFor } from './harness.js';

/** Where the names of the member list stand. */
export const names = '[role="gridcell"][aria-colindex="2"] .name > .ellipsis';

export function person({ driver, element, named }) {
  const click = async (role, name) => {
    const one = await named(role, name);
    await waitFor(() => one.isEnabled(), `${role} "${name}" to be enabled`);
    await one.click();
  };
  const type = async (role, name, ...keys) => {
    const field = await named(role, name);
    await field.click();
    await field.sendKeys(...keys);
  };
  /** The last key with the others held down. */
  const press = (...keys) => {
    const modifiers = keys.slice(0, -1);
    const actions = driver.actions();
    for (const one of modifiers) actions.keyDown(one);
    actions.sendKeys(keys.at(-1));
    for (const one of modifiers.toReversed()) actions.keyUp(one);
    return actions.perform();
  };
  /** What stands in all that matches, as it is shown. */
  const texts = (selector) =>
    driver.executeScript(
      `return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText.replace(/\\s+/g, ' ').trim());`,
      selector,
    );
  const shows = (selector, expected) =>
    waitFor(
      async () => {
        assert.deepEqual(await texts(selector), expected);
        return true;
      },
      `${selector} to be ${JSON.stringify(expected)}`,
    );
  /** A day in its parts, in the order in which they are shown; each leads to the next. */
  const typeDay = async (name, digits) => {
    await (await element(`[role="group"][aria-label="${name}"] [role="spinbutton"]`)).click();
    await press(digits);
  };
  const doubleClick = async (selector) =>
    driver
      .actions()
      .doubleClick(await element(selector))
      .perform();
  return { click, type, typeDay, doubleClick, press, shows };
}

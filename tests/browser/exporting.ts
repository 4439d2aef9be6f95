// Writing a list to a file, and what a spreadsheet makes of it.
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Desk, expect } from './desk';

const run = promisify(execFile);

/** Asks for a list of what has a row in it, in a form, and saves it under a name. */
export async function exportAs(desk: Desk, what: RegExp, form: RegExp, name: string): Promise<void> {
  await desk.button('Export…').click();
  await desk.dialog.getByRole('radio', { name: what }).check();
  await desk.dialog.getByRole('radio', { name: form }).check();
  await desk.answer({ nextSave: desk.path(name) });
  await desk.dialog.getByRole('button', { name: 'Save as…' }).click();
  await expect(desk.toast(/exported/)).toBeVisible();
  await desk
    .toast(/exported/)
    .getByRole('button', { name: 'Close' })
    .click();
}

/** Opens a file in LibreOffice, without a window, and saves it in another form: text with commas, quotes, in UTF-8. */
export async function spreadsheet(desk: Desk, name: string, as: 'csv' | 'ods'): Promise<string> {
  const out = join(desk.home, 'spreadsheet');
  await mkdir(out, { recursive: true });
  const profile = `-env:UserInstallation=file://${join(desk.home, 'libreoffice')}`;
  const form = as === 'csv' ? 'csv:Text - txt - csv (StarCalc):44,34,76' : as;
  await run('soffice', [profile, '--headless', '--convert-to', form, '--outdir', out, desk.path(name)]);
  return join(out, name.replace(/\w+$/, as));
}

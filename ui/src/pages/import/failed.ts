// Saves the rows an import could not take, and the people whom a roster leaves out, as files that import again. Used
// where an import ends and from the list of imports.
import { host } from '../../backend/index';
import { errorText, t } from '../../i18n/index';
import { shown } from '../../i18n/locale.svelte';
import { toasts } from '../../state/toasts.svelte';
import type { Wizard } from './wizard.svelte';

export function saveFailedRows(fileName: string, write: (path: string) => Promise<number>): Promise<void> {
  return save('failed', fileName, write);
}

export function saveMissing(wizard: Wizard): Promise<void> {
  return save('missing', wizard.fileName, (path) => wizard.saveMissing(path, shown.locale));
}

async function save(
  what: 'failed' | 'missing',
  fileName: string,
  write: (path: string) => Promise<number>,
): Promise<void> {
  const path = await host().pickSave({
    title: t(`import-${what}-dialog`),
    suggestedName: t(`import-${what}-file`, { file: fileName.replace(/\.[^.]*$/, '') }),
    filters: [{ name: t('import-csv-filter'), extensions: ['csv'] }],
  });
  if (path === null) return;
  try {
    const n = await write(path);
    toasts.show({
      text: t(`import-${what}-saved`, { n }),
      actions: [{ label: t('import-show-in-folder'), run: () => void host().reveal(path) }],
    });
  } catch (cause) {
    toasts.show({ tone: 'error', text: errorText(cause) });
  }
}

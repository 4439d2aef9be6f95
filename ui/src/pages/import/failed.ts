// Saves the rows an import could not take, as a file that imports again once they are corrected. Used where an import
// ends and from the list of imports.
import { host } from '../../backend/index';
import { errorText, t } from '../../i18n/index';
import { toasts } from '../../state/toasts.svelte';

export async function saveFailedRows(fileName: string, save: (path: string) => Promise<number>): Promise<void> {
  const path = await host().pickSave({
    title: t('import-failed-dialog'),
    suggestedName: t('import-failed-file', { file: fileName.replace(/\.[^.]*$/, '') }),
    filters: [{ name: t('import-csv-filter'), extensions: ['csv'] }],
  });
  if (path === null) return;
  try {
    const n = await save(path);
    toasts.show({
      text: t('import-failed-saved', { n }),
      actions: [{ label: t('import-show-in-folder'), run: () => void host().reveal(path) }],
    });
  } catch (cause) {
    toasts.show({ tone: 'error', text: errorText(cause) });
  }
}

// What a restore would change, in exact numbers: of each kind of thing how many fewer or more, and the entries of the
// journal that would be gone or come back.
import type { Restoring } from '../../backend/api';
import { dateTime } from '../../i18n/format';
import { t } from '../../i18n/index';

const kinds = ['members', 'trashed', 'courses', 'products'] as const;

export function restoreSentences({ after, now, entriesLost, entriesBack, since }: Restoring): string[] {
  const said = kinds.flatMap((kind) => {
    const more = after[kind] - now[kind];
    const [word, n] = more < 0 ? ['fewer', -more] : ['more', more];
    return n === 0 ? [] : [t(`backup-restore-${kind}-${word}`, { n, after: after[kind], now: now[kind] })];
  });
  if (entriesLost > 0 && since !== null) {
    said.push(t('backup-restore-entries-lost', { n: entriesLost, since: dateTime(since) }));
  }
  if (entriesBack > 0) said.push(t('backup-restore-entries-back', { n: entriesBack }));
  return said.length > 0 ? said : [t('backup-restore-same')];
}

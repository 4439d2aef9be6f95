// The parts of a day or a time as a screen reader says them: what draws them calls them by English words of its own.
import { t } from '../i18n/index';

export function spoken(part: string, props: Record<string, unknown>): Record<string, unknown> {
  if (part === 'literal') return {};
  const isEmpty = props['aria-valuetext'] === 'Empty';
  return {
    'aria-label': t(`part-${part === 'dayPeriod' ? 'half' : part}`),
    'aria-valuetext': isEmpty ? t('part-empty') : props['aria-valuetext'],
    'data-empty': isEmpty ? '' : undefined,
  };
}

// The language and the zone every word, number and date is shown in. One reactive value, so that switching either
// redraws the whole app without a reload.
import type { Locale } from '../backend/api';

export const locales: Locale[] = ['en', 'pt-BR'];

class Setting {
  locale = $state<Locale>('en');
  zone = $state('UTC');
}

export const shown = new Setting();

// All words of the app are Fluent messages in `<locale>/*.ftl`. `t` reads the reactive locale, so a template that
// calls it is redrawn when the language changes.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { Locale } from '../backend/api';
import { RollbookError } from '../backend/index';
import { locales, shown } from './locale.svelte';

export type Args = Record<string, FluentVariable>;

const sources = import.meta.glob<string>('./*/*.ftl', { query: '?raw', import: 'default', eager: true });

function load(locale: Locale): FluentBundle {
  // Isolation marks around values would end up in what people copy; both languages run left to right.
  const bundle = new FluentBundle(locale, { useIsolating: false });
  for (const [path, text] of Object.entries(sources)) {
    if (path.startsWith(`./${locale}/`)) bundle.addResource(new FluentResource(text));
  }
  return bundle;
}

const bundles = new Map<Locale, FluentBundle>(locales.map((locale) => [locale, load(locale)]));

export function translate(locale: Locale, key: string, args?: Args): string {
  const bundle = bundles.get(locale);
  const message = bundle?.getMessage(key);
  if (!bundle || !message?.value) return key;
  return bundle.formatPattern(message.value, args, []);
}

export function t(key: string, args?: Args): string {
  return translate(shown.locale, key, args);
}

export function known(key: string): boolean {
  return bundles.get(shown.locale)?.hasMessage(key) ?? false;
}

/** The sentence for a refusal; one that has no words of its own still says its code, for the support mail. */
export function errorText(cause: unknown): string {
  const { code, args } = RollbookError.from(cause);
  const key = `error-${code.replaceAll('_', '-')}`;
  return known(key) ? t(key, { incident: '', path: '', ...args }) : t('error-other', { code });
}

// All words of the app are Fluent messages in `<locale>/*.ftl`. `t` reads the reactive locale, so a template that
// calls it is redrawn when the language changes.
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { Locale } from '../backend/api';
import { RollbookError } from '../backend/index';
import { shown } from './locale.svelte';

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

const bundles = new Map<Locale, FluentBundle>();

/** A language is read when its first word is asked for: it takes a while, and most people need one. */
function bundleOf(locale: Locale): FluentBundle {
  const read = bundles.get(locale) ?? load(locale);
  bundles.set(locale, read);
  return read;
}

export function translate(locale: Locale, key: string, args?: Args): string {
  const bundle = bundleOf(locale);
  const message = bundle.getMessage(key);
  if (!message?.value) return key;
  return bundle.formatPattern(message.value, args, []);
}

export function t(key: string, args?: Args): string {
  return translate(shown.locale, key, args);
}

export function known(key: string): boolean {
  return bundleOf(shown.locale).hasMessage(key);
}

/** The sentence for a refusal; one that has no words of its own still says its code, for the support mail. */
export function errorText(cause: unknown): string {
  const { code, args } = RollbookError.from(cause);
  const key = `error-${code.replaceAll('_', '-')}`;
  return known(key) ? t(key, { incident: '', path: '', ...args }) : t('error-other', { code });
}

// The words of the app in one language, read from the same files, so that a screen can be reached in any of them.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { Locale } from '../../ui/src/backend/api';

const folder = resolve(import.meta.dirname, '../../ui/src/i18n');

export type Words = (key: string, args?: Record<string, FluentVariable>) => string;

export function wordsOf(locale: Locale): Words {
  const bundle = new FluentBundle(locale, { useIsolating: false });
  for (const file of readdirSync(join(folder, locale))) {
    bundle.addResource(new FluentResource(readFileSync(join(folder, locale, file), 'utf8')));
  }
  return (key, args) => {
    const message = bundle.getMessage(key);
    if (!message?.value) throw new Error(`${locale} has no word ${key}`);
    return bundle.formatPattern(message.value, args);
  };
}

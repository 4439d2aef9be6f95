// Both languages say the same things, and every thing the code says has words.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentResource } from '@fluent/bundle';
import { describe, expect, it } from 'vitest';
import { translate } from './index';

const here = import.meta.dirname;

function messages(locale: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of readdirSync(join(here, locale))) {
    const resource = new FluentResource(readFileSync(join(here, locale, file), 'utf8'));
    for (const message of resource.body) {
      expect(found.has(message.id), `${locale}/${file} says ${message.id} a second time`).toBe(false);
      found.set(message.id, variables(message.value));
    }
  }
  return found;
}

/** The names of all values a pattern uses, sorted. */
function variables(pattern: unknown): string {
  const names = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    else if (typeof node === 'object' && node !== null) {
      if ('type' in node && node.type === 'var' && 'name' in node) names.add(String(node.name));
      Object.values(node).forEach(visit);
    }
  };
  visit(pattern);
  return [...names].sort().join(' ');
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /(?<!\.test)\.(ts|svelte)$/.test(entry.name) ? [path] : [];
  });
}

const english = messages('en');
const portuguese = messages('pt-BR');

describe('the two languages', () => {
  it('have the same messages', () => {
    expect([...portuguese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('use the same values in each', () => {
    expect(Object.fromEntries(portuguese)).toEqual(Object.fromEntries(english));
  });
});

describe('a number', () => {
  it('is never written into a Portuguese form, which none and one share', () => {
    const folder = join(here, 'pt-BR');
    const fixed = readdirSync(folder).flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/\[one\].*\d.*/g)].map(([line]) => `${file}: ${line}`),
    );
    expect(fixed).toEqual([]);
  });
});

describe('the code', () => {
  const code = sources(join(here, '..')).map((path) => [path, readFileSync(path, 'utf8')] as const);

  it('names only messages that exist', () => {
    const unknown = code.flatMap(([path, text]) =>
      [...text.matchAll(/\bt\(\s*'([^']+)'/g)]
        .filter(([, key = '']) => !english.has(key))
        .map(([, key]) => `${path}: ${key}`),
    );
    expect(unknown).toEqual([]);
  });

  it('builds only names of which some exist', () => {
    const keys = [...english.keys()];
    const unknown = code.flatMap(([path, text]) =>
      [...text.matchAll(/\bt\(\s*`([^`$]+)\$/g)]
        .filter(([, prefix = '']) => !keys.some((key) => key.startsWith(prefix)))
        .map(([, prefix]) => `${path}: ${prefix}…`),
    );
    expect(unknown).toEqual([]);
  });

  it('has words for every refusal, every kind of write and every finding of the book', () => {
    const api = readFileSync(join(here, '../backend/api.ts'), 'utf8');
    const names = (type: string, prefix: string) => {
      const [, body = ''] = api.match(new RegExp(`export type ${type} =([^;]+);`)) ?? [];
      return [...body.matchAll(/'([a-z_.]+)'/g)].map(([, name = '']) => `${prefix}-${name.replace(/[._]/g, '-')}`);
    };
    const [, findings = ''] = api.match(/export type Finding = (.+);/) ?? [];
    const found = [...findings.matchAll(/"code": "([a-z_]+)"/g)];
    expect(found.length, 'what the check finds was read').toBeGreaterThan(3);
    const wanted = [
      ...names('ErrorCode', 'error'),
      ...names('OpKind', 'op'),
      ...found.map(([, code = '']) => `finding-${code.replaceAll('_', '-')}`),
    ];
    expect(wanted.length, 'the generated file was read').toBeGreaterThan(30);
    expect(wanted.filter((key) => !english.has(key))).toEqual([]);
  });
});

it('writes numbers and plurals as each language does', () => {
  expect(translate('en', 'members-count', { n: 1 })).toBe('1 member');
  expect(translate('en', 'members-count', { n: 12408 })).toBe('12,408 members');
  expect(translate('pt-BR', 'members-count', { n: 12408 })).toBe('12.408 membros');
  expect(translate('en', 'no-such-key')).toBe('no-such-key');
});

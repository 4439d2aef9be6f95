import { describe, expect, it } from 'vitest';
import { confidenceWord, customField, groupOf, overwritable, searchFields } from './fields';

const choices = [
  { field: 'ignore', label: 'Não importar' },
  { field: 'name', label: 'Nome' },
  { field: 'first_name', label: 'Primeiro nome' },
  { field: 'completed_at', label: 'Data de conclusão' },
];

describe('searching a field', () => {
  const check = (typed: string, expected: string[]) =>
    expect(searchFields(choices, typed).map(({ field }) => field)).toEqual(expected);

  it('shows all while nothing is typed', () => check('  ', ['ignore', 'name', 'first_name', 'completed_at']));
  it('puts what begins with the text first', () => check('nome', ['name', 'first_name']));
  it('ignores case and accents', () => check('CONCLUSAO', ['completed_at']));
  it('knows the key as well as the words', () => check('first', ['first_name']));
  it('wants every word', () => check('data nome', []));
});

describe('fields', () => {
  it('keep a header as an own field, so that the next file finds it', () => {
    expect(customField('  Tax   id ')).toBe('custom:Tax id');
    expect(groupOf('custom:Tax id')).toBe('custom');
  });

  it('of access and the identity are not overwritten', () => {
    expect(['name', 'custom:x', 'email', 'expires_at', 'ignore'].filter(overwritable)).toEqual(['name', 'custom:x']);
  });

  it('say how sure a match is in words', () => {
    expect([1, 0.9, 0.7, 0.3, 0].map(confidenceWord)).toEqual(['sure', 'sure', 'likely', 'guess', 'none']);
  });
});

import { describe, expect, it } from 'vitest';
import { defaultDelimiter, fileName, restricts } from './choices';

describe('the file of an export', () => {
  it('is separated as spreadsheets of the language expect', () => {
    expect(defaultDelimiter('en')).toBe(',');
    expect(defaultDelimiter('pt-BR')).toBe(';');
  });

  it('has a name every system takes', () => {
    expect(fileName('Ateliê: 2026', 'enrollments')).toBe('Ateliê 2026 enrollments.csv');
    expect(fileName('a/b\\c?', 'x')).toBe('a b c x.csv');
    expect(fileName('Ateliê', 'members', 'xlsx')).toBe('Ateliê members.xlsx');
  });
});

describe('a query', () => {
  const all = { filter: '', search: '', sort: [] };
  it('restricts by filter or search, not by order', () => {
    expect(restricts({ ...all, sort: [{ field: 'name', desc: true }] })).toBe(false);
    expect(restricts({ ...all, filter: 'status:active' })).toBe(true);
    expect(restricts({ ...all, search: ' ana' })).toBe(true);
    expect(restricts({ ...all, search: '  ' })).toBe(false);
  });
});

import { expect, it } from 'vitest';
import { bookPath, fileName } from './path';

it('suggests a place in the folder for books, with the separator of the system', () => {
  expect(bookPath('/home/ana/Documents', 'Atelier Ana')).toBe('/home/ana/Documents/Atelier Ana.rollbook');
  expect(bookPath('C:\\Users\\Ana\\Documents\\', 'Atelier')).toBe('C:\\Users\\Ana\\Documents\\Atelier.rollbook');
});

it.each([
  ['Curso: 1/2?', 'Curso 1 2.rollbook'],
  ['..', '_.rollbook'],
  ['', '_.rollbook'],
  ['NUL', 'NUL_.rollbook'],
  ['Ateliê. ', 'Ateliê.rollbook'],
])('makes %j a file name every system takes', (name, expected) => {
  expect(fileName(name)).toBe(expected);
});

import { expect, it } from 'vitest';
import { offers } from './titles';

const titles = ['Desenho', 'Aquarela básica', 'Básico de cerâmica'];
const check = (typed: string, chosen: string[] = []) =>
  offers(titles, chosen, typed).map(({ title, isNew }) => (isNew ? `+${title}` : title));

it('offers every title not chosen yet', () => {
  expect(check('', ['desenho'])).toEqual(['Aquarela básica', 'Básico de cerâmica']);
});

it('finds any part, what begins with it first, and offers the text itself', () => {
  expect(check('basic')).toEqual(['Básico de cerâmica', 'Aquarela básica', '+basic']);
});

it('never offers a second title that only looks different', () => {
  expect(check('DESENHO')).toEqual(['Desenho']);
  expect(check('  novo   curso ')).toEqual(['+novo curso']);
  expect(check('novo', ['Novo'])).toEqual([]);
});

import { expect, it } from 'vitest';
import { format, parse, toggle } from './filter';

const titles = ['Drawing', 'Watercolour Basics', 'The "Big" One', 'C:\\art', 'Ação e Cor', 'a:b', ''];

it.each(titles)('writes %j so that it reads back the same', (value) => {
  const terms = [
    { key: 'status', value: 'active' },
    { key: 'course', value },
  ];
  expect(parse(format(terms))).toEqual(terms);
});

it('quotes only what needs it', () => {
  expect(format([{ key: 'course', value: 'Drawing' }])).toBe('course:Drawing');
  expect(format([{ key: 'course', value: 'Oil Painting' }])).toBe('course:"Oil Painting"');
});

it('has one status at a time, but any number of courses', () => {
  const active = toggle([], 'status', 'active');
  expect(format(toggle(active, 'status', 'pending'))).toBe('status:pending');
  expect(toggle(active, 'status', 'active')).toEqual([]);
  expect(toggle(toggle([], 'course', 'A'), 'course', 'B')).toHaveLength(2);
});

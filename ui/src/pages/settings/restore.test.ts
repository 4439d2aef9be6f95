import { expect, it } from 'vitest';
import { restoreSentences } from './restore';

const now = { members: 412, trashed: 3, courses: 5, products: 2 };

it('says in exact numbers what would be fewer, what would be back, and what was done since', () => {
  const after = { members: 400, trashed: 4, courses: 5, products: 1 };
  const since = Date.UTC(2026, 10, 22, 14, 2);
  expect(restoreSentences({ after, now, entriesLost: 3, entriesBack: 0, since })).toEqual([
    '12 members fewer: 400 instead of 412',
    '1 more in the trash: 4 instead of 3',
    '1 product fewer: 1 instead of 2',
    '3 entries fewer: everything done since Nov 22, 2026, 2:02 PM',
  ]);
});

it('says so when nothing was done since', () => {
  const same = { after: now, now, entriesLost: 0, entriesBack: 0, since: null };
  expect(restoreSentences(same)).toEqual(['Nothing: the book is as it was then.']);
  expect(restoreSentences({ ...same, entriesBack: 2 })).toEqual([
    '2 entries come back that the book does not have now',
  ]);
});

// What a title picker offers for what is typed: titles there are, and the typed text itself when there is none like it.
import { foldText } from './fields';

export interface Offer {
  title: string;
  isNew: boolean;
}

const MOST = 100;

export function offers(titles: readonly string[], chosen: readonly string[], typed: string): Offer[] {
  const wanted = foldText(typed);
  const taken = new Set(chosen.map(foldText));
  const found = titles
    .filter((title) => !taken.has(foldText(title)) && foldText(title).includes(wanted))
    .sort((a, b) => Number(foldText(b).startsWith(wanted)) - Number(foldText(a).startsWith(wanted)))
    .slice(0, MOST)
    .map((title) => ({ title, isNew: false }));
  const title = typed.trim().replace(/\s+/g, ' ');
  // Titles that differ only in case or accents are one to a person, and would be two courses in the book.
  const exists = taken.has(wanted) || titles.some((one) => foldText(one) === wanted);
  return title === '' || exists ? found : [...found, { title, isNew: true }];
}

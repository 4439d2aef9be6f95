// Which of many labels a few typed letters mean: those that begin with them, then those with a word that does, then
// those that contain them. Case and accents do not count.
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

const none = 3;

/** How far a label is from what was typed: 0 begins with it, 1 has a word that does, 2 contains it, 3 does not. */
export function distance(label: string, text: string): number {
  const [folded, wanted] = [fold(label), fold(text.trim())];
  if (folded.startsWith(wanted)) return 0;
  if (folded.includes(` ${wanted}`)) return 1;
  return folded.includes(wanted) ? 2 : none;
}

export function rank<T>(items: T[], text: string, label: (item: T) => string): T[] {
  if (!text.trim()) return items;
  return items
    .map((item) => ({ item, away: distance(label(item), text) }))
    .filter(({ away }) => away < none)
    .sort((a, b) => a.away - b.away)
    .map((one) => one.item);
}

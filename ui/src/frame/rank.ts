// Which of many labels a few typed letters mean: those that begin with them, then those with a word that does, then
// those that contain them. Case and accents do not count.
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function score(label: string, wanted: string): number {
  const folded = fold(label);
  if (folded.startsWith(wanted)) return 0;
  if (folded.includes(` ${wanted}`)) return 1;
  return folded.includes(wanted) ? 2 : 3;
}

export function rank<T>(items: T[], text: string, label: (item: T) => string): T[] {
  const wanted = fold(text.trim());
  if (!wanted) return items;
  return items
    .map((item) => ({ item, score: score(label(item), wanted) }))
    .filter((one) => one.score < 3)
    .sort((a, b) => a.score - b.score)
    .map((one) => one.item);
}

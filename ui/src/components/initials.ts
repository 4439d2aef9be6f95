/** First letters of the first and the last word of a name; of the e-mail when there is no name. */
export function initials(name: string, email: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  const first = words[0] ?? email;
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  return `${letter(first)}${last ? letter(last) : ''}`.toLocaleUpperCase();
}

function letter(word: string): string {
  return word.match(/[\p{L}\p{N}]/u)?.[0] ?? '';
}

/** One of eight hues, the same for an id for ever. */
export function hue(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) >>> 0;
  return sum % 8;
}

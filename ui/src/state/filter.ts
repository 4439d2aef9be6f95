// The filter of a list as text, `status:active course:"Drawing"`, and as the chips it is shown by. All terms must hold.
export interface Term {
  key: string;
  value: string;
}

export function format(terms: Term[]): string {
  return terms.map(({ key, value }) => `${key}:${quote(value)}`).join(' ');
}

function quote(value: string): string {
  return /^[\p{L}\p{N}_.-]+$/u.test(value) ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`;
}

/** What is not a term is kept as one without a key, so that the book can say what it does not understand. */
export function parse(text: string): Term[] {
  const pattern = /(?:([\p{L}_]+):)?(?:"((?:[^"\\]|\\.)*)"|(\S+))/gu;
  return [...text.matchAll(pattern)].map(([, key = '', quoted, plain = '']) => ({
    key,
    value: quoted === undefined ? plain : quoted.replace(/\\(.)/g, '$1'),
  }));
}

export function has(terms: Term[], key: string, value?: string): boolean {
  return terms.some((term) => term.key === key && (value === undefined || term.value === value));
}

export function without(terms: Term[], key: string, value?: string): Term[] {
  return terms.filter((term) => term.key !== key || (value !== undefined && term.value !== value));
}

/** Turns a term on or off. A member has one status, so a second one takes the place of the first. */
export function toggle(terms: Term[], key: string, value: string): Term[] {
  if (has(terms, key, value)) return without(terms, key, value);
  const rest = key === 'status' ? without(terms, key) : terms;
  return [...rest, { key, value }];
}

// The caller names its job, so that it can ask how far it is and stop it. The name is an id like any other: a 63-bit
// integer, written as text; 53 random bits of it are enough never to meet another one.
export function mintJob(): string {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return String((high & 0x1f_ffff) * 2 ** 32 + low + 1);
}

// Keyboard shortcuts as people of each system write them.
const mac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** `mod+shift+z` → `Ctrl+Shift+Z`, on a Mac `⇧⌘Z`. */
export function keys(combination: string): string {
  const parts = combination.split('+');
  const names: Record<string, string> = mac
    ? { mod: '⌘', shift: '⇧', alt: '⌥', delete: '⌫', enter: '↩', escape: '⎋' }
    : { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', delete: 'Del', enter: 'Enter', escape: 'Esc' };
  const shown = parts.map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part));
  return mac ? shown.join('') : shown.join('+');
}

export function mod(event: KeyboardEvent): boolean {
  return mac ? event.metaKey : event.ctrlKey;
}

/** Whether an event is a combination. A sign such as `?` needs Shift on some keyboards and not on others. */
export function matches(event: KeyboardEvent, combination: string): boolean {
  const parts = combination.split('+');
  const key = parts.pop() ?? '';
  const shift = parts.includes('shift') || /^[^\p{L}\p{N}]$/u.test(key);
  return (
    event.key.toLowerCase() === key &&
    mod(event) === parts.includes('mod') &&
    event.altKey === parts.includes('alt') &&
    (event.shiftKey === parts.includes('shift') || shift)
  );
}

/** Whether the keys belong to a text being written. */
export function typing(event: Event): boolean {
  const target = event.target;
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)) ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

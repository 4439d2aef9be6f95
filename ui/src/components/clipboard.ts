// WebKit lets the clipboard be written while a press is answered, and no longer after something was waited for: so a text
// that is still on its way is promised to it at once.
export function copyText(text: Promise<string>): Promise<void> {
  if (typeof ClipboardItem === 'undefined') return text.then((it) => navigator.clipboard.writeText(it));
  const blob = text.then((it) => new Blob([it], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
}

// Where a new book is suggested to live: its name as a file name, in the person's folder for books.
export function bookPath(folder: string, name: string): string {
  const separator = folder.includes('\\') ? '\\' : '/';
  return `${folder.replace(/[\\/]+$/, '')}${separator}${fileName(name)}`;
}

/** A name without what Windows, macOS or Linux do not allow in a file name. */
export function fileName(name: string): string {
  const plain = name
    .replace(/[<>:"/\\|?*\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+|[. ]+$/g, '');
  const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(plain);
  return `${plain === '' || reserved ? `${plain}_` : plain}.rollbook`;
}

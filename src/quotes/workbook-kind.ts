/** What the first bytes of a file say: an archive as .xlsx files are, one of Excel's old files or a protected one, or neither. */
export function workbookKind(bytes: Uint8Array): 'archive' | 'old' | null {
  const starts = (...wanted: readonly number[]): boolean => wanted.every((byte, at) => bytes[at] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04)) return 'archive';
  return starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1) ? 'old' : null;
}

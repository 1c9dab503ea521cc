/** The binary forms of the WebAssembly format that a module of ours needs: integers, names, vectors, sections. */

export function unsigned(value: number): readonly number[] {
  const bytes: number[] = [];
  let left = value;
  do {
    const more = left >= 128;
    bytes.push((left % 128) + (more ? 128 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return bytes;
}

/** Signed LEB128 of a 32-bit integer. */
export function signed(value: number): readonly number[] {
  const bytes: number[] = [];
  for (let left = value | 0; ; left >>= 7) {
    const low = left & 127;
    const rest = left >> 7;
    const last = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0);
    bytes.push(last ? low : low | 128);
    if (last) return bytes;
  }
}

export function float64(value: number): readonly number[] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, true);
  return Array.from({ length: 8 }, (_, index) => view.getUint8(index));
}

/** A length and that many bytes. */
export function sized(bytes: readonly number[]): readonly number[] {
  return [...unsigned(bytes.length), ...bytes];
}

export function text(characters: string): readonly number[] {
  return sized([...new TextEncoder().encode(characters)]);
}

/** A count and that many entries. */
export function list(entries: readonly (readonly number[])[]): readonly number[] {
  return [...unsigned(entries.length), ...entries.flat()];
}

export function section(id: number, content: readonly number[]): readonly number[] {
  return [id, ...sized(content)];
}

import { Inflate } from 'fflate';
import { Unreadable } from './unreadable.ts';

const limits = { entries: 2_000, part: 30_000_000, all: 60_000_000, step: 4_096 } as const;
const signatures = { end: 0x06054b50, entry: 0x02014b50, file: 0x04034b50 } as const;
const endLength = 22;

interface Entry {
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly compressed: number;
  readonly at: number;
}

/**
 * The parts of a zip archive, unpacked as far as they are read and no further than a limit: what an entry says of its own
 * size is not believed.
 */
export class Archive {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #entries = new Map<string, Entry>();
  #unpacked = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#readDirectory();
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The text of a part, piece by piece. */
  *text(name: string): Generator<string> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let length = 0;
    for (const piece of this.#pieces(name)) {
      length += piece.length;
      this.#unpacked += piece.length;
      if (length > limits.part || this.#unpacked > limits.all)
        throw new Unreadable(`the part ${name} unpacks to more than can be read of a workbook`);
      yield decoded(decoder, name, piece);
    }
    yield decoded(decoder, name);
  }

  *#pieces(name: string): Generator<Uint8Array> {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new Unreadable(`the workbook has no part ${name}`);
    const data = this.#dataOf(name, entry);
    if (entry.method === 0) {
      yield data;
      return;
    }
    if (entry.method !== 8) throw new Unreadable(`the part ${name} is packed in a way that cannot be read`);
    let made: Uint8Array[] = [];
    const inflate = new Inflate((piece) => void made.push(piece));
    for (let at = 0; at < data.length; at += limits.step) {
      made = [];
      try {
        inflate.push(data.subarray(at, at + limits.step), at + limits.step >= data.length);
      } catch {
        throw new Unreadable(`the part ${name} is damaged`);
      }
      yield* made;
    }
  }

  #dataOf(name: string, { isEncrypted, compressed, at }: Entry): Uint8Array {
    if (isEncrypted) throw new Unreadable('the workbook is protected by a password');
    if (this.#word(at) !== signatures.file) throw new Unreadable(`the part ${name} is damaged`);
    const start = at + 30 + this.#short(at + 26) + this.#short(at + 28);
    if (start + compressed > this.#bytes.length) throw new Unreadable(`the part ${name} is cut off`);
    return this.#bytes.subarray(start, start + compressed);
  }

  #readDirectory(): void {
    const end = this.#endOfDirectory();
    const count = this.#short(end + 10);
    if (count > limits.entries) throw new Unreadable(`the workbook has more than ${limits.entries} parts`);
    let at = this.#word(end + 16);
    for (let index = 0; index < count; index += 1) {
      if (this.#word(at) !== signatures.entry) throw new Unreadable('its list of parts is damaged');
      const [name, extra, comment] = [28, 30, 32].map((offset) => this.#short(at + offset));
      const start = at + 46;
      const bytes = this.#bytes.subarray(start, start + (name ?? 0));
      this.#entries.set(new TextDecoder().decode(bytes).replaceAll('\\', '/').toLowerCase(), {
        isEncrypted: (this.#short(at + 8) & 1) === 1,
        method: this.#short(at + 10),
        compressed: this.#word(at + 20),
        at: this.#word(at + 42),
      });
      at = start + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
    }
  }

  /** It stands at the end, before a comment of at most 65,535 bytes. */
  #endOfDirectory(): number {
    const last = this.#bytes.length - endLength;
    for (let at = last; at >= Math.max(0, last - 65_535); at -= 1)
      if (this.#word(at) === signatures.end) return at;
    throw new Unreadable('it is cut off, or no workbook');
  }

  #short(at: number): number {
    return at + 2 <= this.#bytes.length ? this.#view.getUint16(at, true) : 0;
  }

  #word(at: number): number {
    return at + 4 <= this.#bytes.length ? this.#view.getUint32(at, true) : 0;
  }
}

function decoded(decoder: InstanceType<typeof TextDecoder>, name: string, piece?: Uint8Array): string {
  try {
    return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch {
    throw new Unreadable(`the part ${name} is not UTF-8`);
  }
}

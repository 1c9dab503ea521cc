import { Parser } from 'saxen';
import { Unreadable } from './unreadable.ts';

/** What is told of a part while it is read. Names are without their prefix, texts without entities. */
export interface XmlHandler {
  open?(name: string, attribute: (name: string) => string | undefined): void;
  close?(name: string): void;
  text?(text: string): void;
  /** Whether the rest need not be read. */
  isDone?(): boolean;
}

/** Reads a part of a workbook. A document type, and with it any entity of the file's own, is refused. */
export function readXml(name: string, pieces: Iterable<string>, handler: XmlHandler): void {
  const parser = new Parser();
  let problem: string | null = null;
  parser.on('openTag', (tag, attributes, decode) => {
    handler.open?.(local(tag), (wanted) => attributeOf(attributes(), wanted, decode));
  });
  parser.on('closeTag', (tag) => handler.close?.(local(tag)));
  parser.on('text', (text, decode) => handler.text?.(decode(text)));
  parser.on('cdata', (text) => handler.text?.(text));
  parser.on('attention', () => (problem = 'it has a document type'));
  parser.on('error', ({ message }) => (problem ??= message));
  for (const piece of pieces) {
    parser.write(piece);
    if (problem !== null) throw new Unreadable(`the part ${name} is damaged: ${String(problem)}`);
    if (handler.isDone?.() === true) return;
  }
  parser.end();
  if (problem !== null) throw new Unreadable(`the part ${name} is damaged: ${String(problem)}`);
}

/** By its name, or by its name behind a prefix: `id` and `r:id`. */
function attributeOf(
  attributes: Readonly<Record<string, string>>,
  wanted: string,
  decode: (text: string) => string,
): string | undefined {
  const [, value] = Object.entries(attributes).find(([name]) => name === wanted) ?? [];
  return value === undefined ? undefined : decode(value);
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

import type { Archive } from './archive.ts';
import { builtInFormat, plainFormat, readNumberFormat, type NumberFormat } from './number-format.ts';
import { Unreadable } from './unreadable.ts';
import { readXml } from './xml.ts';

const limits = { sheets: 200, formats: 70_000, strings: 400_000, text: 32_767 } as const;

/** What a workbook says once for all of its sheets. */
export interface Book {
  readonly sheets: readonly { readonly name: string; readonly isHidden: boolean; readonly part: string }[];
  /** Whether days are counted from 1904, as Excel did on a Macintosh. */
  readonly isFrom1904: boolean;
  readonly strings: readonly string[];
  /** Of numbers, by a cell's style. */
  readonly formats: readonly NumberFormat[];
}

export function readBook(archive: Archive): Book {
  const root = relationsOf(archive, '_rels/.rels', '');
  const main =
    [...root.values()].find(({ type }) => type.endsWith('/officeDocument'))?.part ?? 'xl/workbook.xml';
  if (main.endsWith('.bin'))
    throw new Unreadable('it is a binary workbook (.xlsb)', 'save it as an Excel workbook (.xlsx)');
  if (!archive.has(main))
    throw new Unreadable(
      'it is an archive, but no Excel workbook',
      'save it as an Excel workbook (.xlsx) or as CSV',
    );
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const relations = relationsOf(archive, `${folder}_rels/${main.slice(folder.length)}.rels`, folder);
  const partOf = (type: string): string | undefined =>
    [...relations.values()].find((each) => each.type.endsWith(`/${type}`))?.part;
  const sheets: Book['sheets'][number][] = [];
  let isFrom1904 = false;
  readXml(main, archive.text(main), {
    open(tag, attribute) {
      if (tag === 'workbookPr') isFrom1904 = /^(?:1|true)$/u.test(attribute('date1904') ?? '');
      if (tag !== 'sheet') return;
      const relation = relations.get(attribute('r:id') ?? attribute('id') ?? '');
      // A sheet of charts or of old macros has no cells.
      if (relation?.type.endsWith('/worksheet') !== true) return;
      if (sheets.length === limits.sheets)
        throw new Unreadable(`the workbook has more than ${limits.sheets} sheets`);
      const name = (attribute('name') ?? '').slice(0, 100);
      sheets.push({ name, isHidden: /hidden/iu.test(attribute('state') ?? ''), part: relation.part });
    },
  });
  return {
    sheets,
    isFrom1904,
    strings: readStrings(archive, partOf('sharedStrings')),
    formats: readFormats(archive, partOf('styles')),
  };
}

interface Relation {
  readonly type: string;
  readonly part: string;
}

/** Where the parts are that a part names, by their ids. */
function relationsOf(archive: Archive, name: string, folder: string): ReadonlyMap<string, Relation> {
  const found = new Map<string, Relation>();
  if (!archive.has(name)) return found;
  readXml(name, archive.text(name), {
    open(tag, attribute) {
      const [id, target] = [attribute('Id'), attribute('Target')];
      if (tag !== 'Relationship' || id === undefined || target === undefined) return;
      // What lies outside of the file is never opened.
      if (attribute('TargetMode') === 'External' || found.size > limits.sheets * 10) return;
      const part = (target.startsWith('/') ? target.slice(1) : `${folder}${target}`).toLowerCase();
      found.set(id, { type: attribute('Type') ?? '', part });
    },
  });
  return found;
}

function readStrings(archive: Archive, name: string | undefined): readonly string[] {
  const strings: string[] = [];
  if (name === undefined || !archive.has(name)) return strings;
  let [text, isText, isSpoken] = ['', false, false];
  readXml(name, archive.text(name), {
    open(tag) {
      if (tag === 'si') text = '';
      if (tag === 'rPh') isSpoken = true;
      isText = tag === 't' && !isSpoken;
    },
    text(more) {
      if (isText && text.length < limits.text) text += more;
    },
    close(tag) {
      if (tag === 'rPh') isSpoken = false;
      if (tag === 't') isText = false;
      if (tag !== 'si') return;
      if (strings.length === limits.strings)
        throw new Unreadable(`the workbook has more than ${limits.strings} texts`);
      strings.push(text);
    },
  });
  return strings;
}

function readFormats(archive: Archive, name: string | undefined): readonly NumberFormat[] {
  const formats: NumberFormat[] = [];
  if (name === undefined || !archive.has(name)) return formats;
  const own = new Map<number, NumberFormat>();
  let isOfCells = false;
  readXml(name, archive.text(name), {
    open(tag, attribute) {
      if (tag === 'numFmt' && own.size < limits.formats)
        own.set(Number(attribute('numFmtId')), readNumberFormat(attribute('formatCode') ?? ''));
      if (tag === 'cellXfs') isOfCells = true;
      if (tag !== 'xf' || !isOfCells || formats.length === limits.formats) return;
      const id = Number(attribute('numFmtId') ?? 0);
      formats.push(own.get(id) ?? (Number.isInteger(id) ? builtInFormat(id) : plainFormat));
    },
    close(tag) {
      if (tag === 'cellXfs') isOfCells = false;
    },
  });
  return formats;
}

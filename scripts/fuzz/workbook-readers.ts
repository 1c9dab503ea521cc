import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readWorkbook } from '../../src/quotes/workbook/index.ts';
import { corrupt } from './corrupt.ts';
import { brokenQuote, quotesOf } from './quotes-read.ts';
import type { Random } from './random.ts';
import type { FuzzReader } from './reader.ts';
import { shown } from './shown.ts';

const workbook = new Uint8Array(
  readFileSync(join(import.meta.dirname, '..', '..', 'test', 'fixtures', 'quotes', 'price-list.xlsx')),
);
const parts = Object.fromEntries(
  Object.entries(unzipSync(workbook)).map(([name, bytes]) => [name, strFromU8(bytes)]),
);

/** A fault in what a part says, or in the bytes that the parts are packed in. */
function wrongWorkbook(random: Random): Uint8Array {
  if (random.chance(0.3)) {
    const bytes = workbook.slice(0, random.chance(0.2) ? random.whole(0, workbook.length) : workbook.length);
    for (let faults = random.whole(1, 8); faults > 0 && bytes.length > 0; faults -= 1)
      bytes[random.whole(0, bytes.length - 1)] = random.whole(0, 255);
    return bytes;
  }
  const wrong = random.pick(Object.keys(parts));
  const others = Object.values(parts);
  const texts = { ...parts, [wrong]: corrupt(random, parts[wrong] ?? '', others) };
  return zipSync(
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, strToU8(text)])),
    // Whoever runs this again gets the same bytes.
    { mtime: new Date(1980, 0, 1), level: 1 },
  );
}

/** Price lists in workbooks of vendors, or of whoever says to be one. */
export const workbookReaders: Readonly<Record<string, FuzzReader>> = {
  workbook: (random) => {
    const bytes = wrongWorkbook(random);
    return {
      text: Buffer.from(bytes).toString('base64'),
      check: () => {
        const read = readWorkbook(bytes, 2040);
        if (!read.ok) return read.message === '' ? 'a problem without a message' : null;
        const found = quotesOf({ file: 'q.xlsx', ...read });
        return brokenQuote(found) ?? shown([...found.rejected, ...found.warnings], 'q.xlsx', '');
      },
    };
  },
};

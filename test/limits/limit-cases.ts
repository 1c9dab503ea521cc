import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic } from '../../src/diagnostics/index.ts';
import { parseQuantity, unit } from '../../src/formula/index.ts';
import { readJson } from '../../src/importing/reading/json.ts';
import { readTable } from '../../src/importing/reading/table.ts';
import { defaultSizeLimit, readTextFile } from '../../src/io/read-file.ts';
import { openLogs } from '../../src/io/index.ts';
import { readFolder } from '../../src/io/read-folder.ts';
import { readDocument } from '../../src/document/index.ts';
import { readRecords } from '../../src/quotes/reading/records.ts';
import { loadSavedResult } from '../../src/report/index.ts';
import { parseScenario } from '../../src/scenario/index.ts';
import { ok } from '../../src/diagnostics/index.ts';

/** A limit of something that is read: what is refused beyond it, and what is not at it. */
export interface LimitCase {
  readonly of: string;
  readonly what: string;
  readonly limit: number;
  readonly code: string;
  /** What is reported of an input that has so much of it. */
  readonly read: (amount: number) => readonly Diagnostic[] | Promise<readonly Diagnostic[]>;
}

const yaml = (text: string) => readDocument(text, 'a.yaml').diagnostics;

async function inFolder(
  write: (folder: string) => void,
  read: (folder: string) => Promise<readonly Diagnostic[]>,
) {
  const folder = mkdtempSync(join(tmpdir(), 'crossover-limits-'));
  try {
    write(folder);
    return await read(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const limitCases: readonly LimitCase[] = [
  {
    of: 'a YAML file (scenario, catalog, policy, lock file)',
    what: 'characters',
    limit: 5_242_880,
    code: 'document/too-large',
    read: (amount) => yaml(`a: 1\n#${'x'.repeat(amount - 6)}`),
  },
  {
    of: 'a YAML file (scenario, catalog, policy, lock file)',
    what: 'levels of nesting',
    limit: 40,
    code: 'document/too-deep',
    read: (amount) => yaml(`${'['.repeat(amount)}1${']'.repeat(amount)}`),
  },
  {
    of: 'a YAML file (scenario, catalog, policy, lock file)',
    what: 'values that aliases repeat',
    limit: 50_000,
    code: 'document/alias',
    read: (amount) =>
      yaml(
        `a: &a [${'1,'.repeat(9_999)}]\nb: [${'*a,'.repeat(amount / 10_000)}]\nc: ${amount % 10_000 === 0 ? '1' : '*a'}\n`,
      ),
  },
  {
    of: 'a scenario',
    what: 'files that extend each other',
    limit: 16,
    code: 'scenario/extends',
    read: (amount) =>
      parseScenario({
        file: '1.yaml',
        text: 'extends: 2.yaml\n',
        resolve: (_, file) =>
          ok({
            file,
            text:
              Number.parseInt(file, 10) < amount
                ? `extends: ${Number.parseInt(file, 10) + 1}.yaml\n`
                : 'name: last\n',
          }),
      }).diagnostics.filter(({ code }) => code === 'scenario/extends'),
  },
  {
    of: 'a quantity',
    what: 'characters',
    limit: 200,
    code: 'not-a-number',
    read: (amount) => {
      const read = parseQuantity(`1${' '.repeat(amount - 1)}`, [unit('1')]);
      return read.ok
        ? []
        : [
            {
              code: read.problem.reason,
              severity: 'error',
              message: read.problem.message,
            } as unknown as Diagnostic,
          ];
    },
  },
  {
    of: 'any file',
    what: 'bytes',
    limit: defaultSizeLimit,
    code: 'io/too-large',
    read: (amount) =>
      inFolder(
        (folder) => {
          writeFileSync(join(folder, 'a.yaml'), Buffer.alloc(amount, 'x'));
        },
        async (folder) => (await readTextFile(join(folder, 'a.yaml'))).diagnostics,
      ),
  },
  {
    of: 'a catalog folder',
    what: 'files',
    limit: 100,
    code: 'io/too-many-files',
    read: (amount) =>
      inFolder(
        (folder) => {
          for (let at = 0; at < amount; at += 1) writeFileSync(join(folder, `${at}.yaml`), '');
        },
        async (folder) => (await readFolder(folder, { extensions: ['.yaml'] })).diagnostics,
      ),
  },
  {
    of: 'a list of prices as JSON (import)',
    what: 'characters',
    limit: 20_000_000,
    code: 'document/too-large',
    read: (amount) => readJson(`1${' '.repeat(amount - 1)}`, 'a.json').diagnostics,
  },
  {
    of: 'a list of prices as JSON (import)',
    what: 'levels of nesting',
    limit: 40,
    code: 'document/too-deep',
    read: (amount) => readJson(`${'['.repeat(amount)}1${']'.repeat(amount)}`, 'a.json').diagnostics,
  },
  {
    of: 'a list of prices as CSV (import)',
    what: 'columns',
    limit: 200,
    code: 'document/too-large',
    read: (amount) =>
      readTable(`${Array.from({ length: amount }, (_, at) => `c${at}`).join(',')}\n`, 'a.csv').diagnostics,
  },
  {
    of: 'a list of prices as CSV (import)',
    what: 'rows',
    limit: 250_000,
    code: 'document/too-large',
    read: (amount) => readTable(`a,b\n${'1,2\n'.repeat(amount)}`, 'a.csv').diagnostics,
  },
  {
    of: 'a log of usage',
    what: 'hours, models, teams and keys in its answer',
    limit: 200_000,
    code: 'usage/too-varied',
    read: async (amount) =>
      inFolder(
        (folder) => {
          writeFileSync(join(folder, 'a.csv'), 'timestamp,input_tokens,output_tokens\n');
        },
        async (folder) => {
          const logs = await openLogs([{ name: 'a.csv', path: join(folder, 'a.csv'), kind: 'csv' }]);
          if (!logs.ok) return logs.diagnostics;
          const answer = await logs.value.query(`SELECT range FROM range(${String(amount)})`);
          logs.value.close();
          return answer.diagnostics;
        },
      ),
  },
  {
    of: 'a file of quotes',
    what: 'rows',
    limit: 2_000,
    code: 'quotes/file',
    read: (amount) => readRecords(`gpu,price\n${'H100,2\n'.repeat(amount)}`, 'q.csv').diagnostics,
  },
  {
    of: 'a file of quotes',
    what: 'columns',
    limit: 200,
    code: 'quotes/file',
    read: (amount) =>
      readRecords(`${Array.from({ length: amount }, (_, at) => `c${at}`).join(',')}\n1\n`, 'q.csv')
        .diagnostics,
  },
  {
    of: 'a file of quotes',
    what: 'characters',
    limit: 5_000_000,
    code: 'quotes/file',
    read: (amount) => readRecords(`gpu\n${'#'.padEnd(amount - 4, 'x')}`, 'q.csv').diagnostics,
  },
  {
    of: 'a saved result',
    what: 'levels of nesting',
    limit: 64,
    code: 'report/too-deep',
    read: (amount) =>
      loadSavedResult(`${'['.repeat(amount)}1${']'.repeat(amount)}`, 'r.json').diagnostics.filter(
        ({ code }) => code === 'report/too-deep',
      ),
  },
];

/** What is bounded and not read from a text of the user: stated on the page beside the others. */
export const otherLimits: readonly (readonly [of: string, what: string, limit: string, code: string])[] = [
  ['a saved result', 'bytes', '200,000,000', 'io/too-large'],
  [
    'a YAML file (scenario, catalog, policy, lock file)',
    'YAML tokens, some 7 for a key with its value',
    '800,000',
    'document/too-large',
  ],
  [
    'a folder of scenarios, saved results or prices',
    'bytes in all, what links lead to included',
    '200,000,000',
    'io/too-large',
  ],
  ['a folder of scenarios and saved results', 'files', '1,000', 'io/too-many-files'],
  ['an answer from the network', 'bytes', '20,000,000', 'io/too-large'],
  ['an answer from the network', 'seconds', '30', 'io/timeout'],
  ['an answer from the network', 'redirects', '5', 'io/too-many-redirects'],
  ['`sweep`', 'cells', '1,000,000', 'sweep/size'],
];

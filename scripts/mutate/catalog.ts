import { mutationsOf } from './mutation.ts';

const rows = 'test/catalog/dated-rows.test.ts';
const merge = 'test/importing/merge.test.ts';
const quotes = 'test/quotes/reading/read-quotes.test.ts';

export const catalogMutations = [
  ...mutationsOf(
    'src/catalog/dated-rows.ts',
    [rows],
    [
      [' || compare(a.status, b.status),', ','],
      ['asOf < row.to)', 'asOf <= row.to)'],
      [
        "const withdrawn = known.filter((row) => row.status === 'withdrawn');",
        'const withdrawn: typeof known = [];',
      ],
      ["row.status === 'confirmed';", 'true;'],
    ],
  ),
  ...mutationsOf(
    'src/importing/merging/row-prices.ts',
    ['test/importing/row-prices.test.ts'],
    [
      ['batch: known.batch ?? learned.batch,', 'batch: learned.batch ?? known.batch,'],
      ["const near = new Exact('0.01');", "const near = new Exact('0.05');"],
    ],
  ),
  ...mutationsOf(
    'src/importing/merging/merge-rows.ts',
    [merge],
    [
      ["if (now.kind === 'contract' || now.kind === 'quote')", "if (now.kind === 'contract')"],
      ["if (difference === 'same') return { rows: known, outcome: 'unchanged' };", ''],
    ],
  ),
  ...mutationsOf(
    'src/quotes/reading/read-row.ts',
    [quotes],
    [
      ['stated.termMonths?.gte(minimum) === true', 'stated.termMonths?.gt(minimum) === true'],
      ["first.value.times('0.01')", "first.value.times('0.2')"],
      ["unit.period === 'year' ? perGpu.div(12) : perGpu", 'perGpu'],
    ],
  ),
  ...mutationsOf(
    'src/catalog/queries/trend.ts',
    ['test/catalog/queries', 'test/cli/catalog.test.ts'],
    [
      ['const fewestDays = 180;', 'const fewestDays = 30;'],
      ["new Exact('365.25')", "new Exact('360')"],
    ],
  ),
  ...mutationsOf(
    'src/catalog/validation/token-prices.ts',
    ['test/catalog/validation'],
    [
      ['if (cached?.gt(input) === true)', 'if (false)'],
      ['const highest = new Exact(700);', 'const highest = new Exact(700000);'],
      ['if (output.times(inverted).lt(input))', 'if (output.lt(input))'],
    ],
  ),
];

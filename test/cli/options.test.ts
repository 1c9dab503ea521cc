import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { loadFlags } from '../../src/cli/global-options.ts';
import { smallCatalog } from '../catalog/small-catalog.ts';
import { temporaryFolder } from '../io/temporary-folder.ts';
import { allCommands } from './all-commands.ts';
import { recordedEnvironment } from './frame-environment.ts';

// No option is passed over in silence: each changes what a command prints, writes or ends with, or is refused.

const at = temporaryFolder();

const scenario = (volume: string): string => `crossover: 1
catalog: ./cat
teams: { ops: { headcount: { uniform: [0.1, 0.3] }, loaded_cost: 120k USD/year } }
clusters: { gpus: { model: open-8b, offer: cloud/l4 } }
workloads:
  chat:
    volume: ${volume}
    tokens: { input: 1000, output: 1000 }
    options: { api: { buy: acme/chat }, small: { buy: acme/small }, own: { build: gpus, team: ops } }
  mail:
    volume: ${volume}
    tokens: { input: 500, output: 100 }
    options: { api: { buy: acme/chat } }
`;

beforeAll(async () => {
  for (const [folder, price] of [['cat', '3 USD'], ['cat2', '4 USD']] as const) { // prettier-ignore
    mkdirSync(at(folder));
    for (const [name, text] of Object.entries(smallCatalog))
      writeFileSync(
        at(folder, name),
        text.replace('input: 3 USD', `input: ${price}`).replace('hourly: 0.80', `hourly: ${folder === 'cat' ? '0.80' : '0.95'}`),
      );
  }
  writeFileSync(at('s.yaml'), scenario('1M requests/month'));
  writeFileSync(at('t.yaml'), scenario('2M requests/month'));
  writeFileSync(at('q.csv'), 'vendor,gpu,node,price,per,term,egress $/GB\nNorth,L4,2,0.70,$/GPU/hr,1yr,0.05\nSouth,L4,2,0.60,$/GPU/hr,2yr,0.09\n');
  writeFileSync(at('per.csv'), 'vendor,gpu,node,price,term\nNorth,L4,2,1.40 $/hr,1yr\n');
  writeFileSync(at('mark.csv'), 'vendor,gpu,node,price,per,term\nNorth,L4,2,"1,200",$/GPU/month,1yr\n');
  copyFileSync(new URL('../../docs/usage.csv', import.meta.url), at('log.csv'));
  writeFileSync(at('own.csv'), 'when,p,c\n2026-10-01 10:00:00,100,10\n2026-10-02 12:00:00,200,20\n');
  writeFileSync(at('v.csv'), 'month,workload,volume\n1,chat,3M requests/month\n2,chat,4M requests/month\n');
  writeFileSync(at('policy.yaml'), 'crossover_policy: 1\nbudgets: { total: 1 USD/month }\nprice_age: { days: 30, on: 2026-02-01 }\n');
  writeFileSync(at('budget.yaml'), 'crossover_policy: 1\nbudgets: { total: 1 USD/month }\n');
  writeFileSync(at('list.csv'), 'id,input_per_mtok,output_per_mtok,asOf\nnew/chat,1,2,2026-01-05\nother/chat,1,2,2026-01-05\n');
  writeFileSync(at('claims.md'), 'acme/chat costs 3 USD per million input tokens.\n');
  await outcome(['run', 's.yaml', '--format', 'json', '--out', 'saved.json']);
}); // prettier-ignore

/** Exit code, what was printed, and the files that are there afterwards, of which new ones with their content. */
async function outcome(words: readonly string[]): Promise<string> {
  const { environment, stdout, stderr } = recordedEnvironment({ cwd: at() });
  const before = new Set(readdirSync(at()));
  const code = await runCli(words, environment);
  const written = readdirSync(at()).filter((name) => !before.has(name));
  return JSON.stringify([code, stdout(), stderr(), written]);
}

type Options = Readonly<Record<string, readonly string[] | null>>;

const sampling: Options = {
  '--samples': ['32'],
  '--seed': ['7'],
  '--method': ['random'],
  '--uncertain': ['default'],
};

/**
 * By command: words that it answers, and of each option of its own a value that makes a difference. Null: it says how the
 * result is come by and not what it is, or is held by a test of its own. Words up to a `+` are added to both sides; a first word with
 * a plus stands in place of the file.
 */
const cases: Readonly<Record<string, readonly [base: readonly string[], options: Options]>> = {
  run: [['s.yaml'], { '--details': [], '--brief': [], '--watch': [] }],
  breakeven: [['s.yaml'], { '--solve': ['teams.ops.headcount'], '--range': ['1M..90M'] }],
  sweep: [
    ['s.yaml', '--vary', 'workloads.chat.volume=1M..2M:2'],
    { '--vary': ['prices.acme/chat.input=1..2:2'], '--options': ['api'] },
  ],
  sensitivity: [
    ['s.yaml', '--samples', '64'],
    { ...sampling, '--bounds': null, '--set': ['nothing.at.all=1'] },
  ],
  simulate: [['s.yaml', '--samples', '64'], { ...sampling, '--threads': null }],
  forecast: [
    ['s.yaml'],
    // The history of a catalog has tests of its own.
    {
      '--volumes': ['v.csv'],
      '--samples': ['32'],
      '--seed': ['+', '--samples', '32', '+', '9'],
      '--size': [],
      '--details': [],
      '--backtest': null,
      '--until': null,
    },
  ],
  stress: [['s.yaml'], { '--only': ['api-price-up'] }],
  place: [
    ['s.yaml'],
    { '--export': ['p.lp'], '--emit': ['kong'], '--against': ['nowhere.json'], '--ranges': [] },
  ],
  explain: [['s.yaml', 'portfolio'], {}],
  addresses: [['s.yaml'], {}],
  compare: [
    ['s.yaml', 't.yaml'],
    { '--forecast': [], '--against': ['./cat2'], '--before-name': ['old'], '--after-name': ['new'] },
  ],
  quotes: [
    ['q.csv', '--scenario', 's.yaml', '--workload', 'chat', '--option', 'own'],
    {
      '--set': ['workloads.chat.volume=7M requests/month'],
      '--scenario': ['t.yaml'],
      '--workload': ['mail'],
      '--option': ['api'],
      '--model': ['open-9b'],
      '--against': ['api'],
      '--volume': ['9M tokens/month'],
      '--ratio': ['2:1'],
      '--currency': ['EUR'],
      '--egress': ['900 GB/month'],
      '--per': ['+per.csv', '+', 'gpu'],
      '--decimal': ['+mark.csv', '+', 'comma'],
      '--one-page': [],
    },
  ],
  usage: [
    ['log.csv'],
    {
      '--log-format': ['openai-usage'],
      '--map': ['+own.csv', '--map', 'timestamp=when', '--map', 'input_tokens=p', '+', 'output_tokens=c'],
      '--cached': ['beside'],
      '--zone': ['Asia/Tokyo'],
      '--from': ['2026-11-04'],
      '--until': ['2026-11-04'],
      '--workload': ['other'],
      '--scenario': [],
      '--against': ['s.yaml'],
      '--assumptions': ['s.yaml'],
      '--option': ['--against', 's.yaml', '--workload', 'chat', '+', 'own'],
      '--sql': ['postgres'],
      '--table': ['t'],
      '--time-limit': ['5'],
      '--columns': ['a,b'],
      '--answer': ['nothing.csv'],
    },
  ],
  'usage price': [
    ['log.csv', '--options', 's.yaml', '--workload', 'chat'],
    {
      '--options': ['t2.yaml'],
      // Read by the same code as those of usage.
      ...Object.fromEntries(
        ['--log-format', '--map', '--cached', '--zone', '--until'].map((flag) => [flag, null]),
      ),
      '--from': ['2026-11-04'],
      '--workload': ['mail'],
      '--by': ['hour'],
    },
  ],
  'catalog list': [
    ['--catalog', './cat'],
    { '--kind': ['gpus'], '--channel': ['acme'], '--gpu': ['l4'], '--cloud': ['cloud'], '--summary': [] },
  ],
  'catalog show': [['acme/chat', '--catalog', './cat'], { '--history': [] }],
  'catalog hosts': [['chat', '--catalog', './cat'], {}],
  'catalog check-claims': [['claims.md', '--catalog', './cat'], {}],
  'catalog diff': [['./cat', './cat2'], { '--scenario': ['s.yaml'] }],
  'catalog validate': [['./cat'], {}],
  'catalog import': [
    ['csv', 'list.csv', '--into', 'mine', '--retrieved', '2026-01-20'],
    {
      '--into': ['theirs'],
      '--prefix': ['of'],
      '--retrieved': ['2026-01-21'],
      '--only': ['new/'],
      '--extends': ['1999-01'],
    },
  ],
  'catalog update': [
    ['--into', 'nowhere'],
    // Two networks: with --key, and without, are tests of catalog update.
    {
      '--into': ['cat'],
      '--from': ['ftp://x'],
      '--key': ['list.csv'],
      '--timeout': null,
      '--format': null,
      '--out': null,
    },
  ],
  'catalog lock': [['s.yaml'], {}],
  check: [['s.yaml', '--policy', 'policy.yaml'], { '--policy': ['budget.yaml'], '--on': ['2026-05-01'] }],
  report: [['saved.json'], {}],
};

/** Commands whose options have tests of their own: questions of `init`, benchmarks, a server, a script. */
const apart = ['init', 'throughput import', 'throughput estimate', 'throughput load', 'mcp', 'completion'];
/** How a result is shown, for all commands alike. */
const shown = ['--help', '--width', '--no-color', '--quiet', '--no-pager'];

const loadValues: Readonly<Record<string, readonly string[]>> = {
  '--set': ['prices.acme/chat.output=77 USD/Mtok'],
  '--catalog': ['./nowhere'],
  '--as-of': ['2020-01-01'],
  '--known-at': ['2020-01-01'],
  '--locked': [],
};

async function leaves() {
  const all = (await allCommands()).map((each) => ({ ...each, name: each.words.join(' ') }));
  return all.filter(({ name }) => !['catalog', 'throughput'].includes(name) && !apart.includes(name));
}

describe('an option makes a difference, or is refused', async () => {
  for (const { name, words, options } of await leaves()) {
    const [base, own] = cases[name] ?? [[], {}];
    const flags = options.map((each) => each.flags.at(-1) ?? '').filter((flag) => !shown.includes(flag));
    test(`${name} takes no option in silence`, async () => {
      expect(Object.keys(cases)).toContain(name);
      const same: string[] = [];
      const known = new Map<string, string>();
      for (const flag of flags) {
        const value: readonly string[] | null | undefined = { ...loadValues, '--format': [name === 'check' ? 'sarif' : 'csv'], '--out': ['written'], ...own }[flag];
        expect(value, `${flag} has no case`).toBeDefined();
        if (value === undefined || value === null || (name === 'catalog import' && flag === '--format')) continue;
          if (name === 'catalog lock' && flag === '--format') continue;
        const [on, given] = split(value, base);
        const plain = [...words, ...on].join(' ');
        const without = known.get(plain) ?? (await fresh([...words, ...on]));
        known.set(plain, without);
        const withIt = await fresh([...words, ...on, flag, ...given]);
        if (without === withIt) same.push(flag);
      }
      expect(same).toEqual([]);
      for (const flag of loadFlags.filter((each) => !flags.includes(each))) {
        const refused = await outcome([...words, ...base, flag, ...(loadValues[flag] ?? [])]);
        expect(refused).toContain(`cli/unused-option]: ${flag} means nothing to this command`);
      }
    });
  }
}, 60_000); // prettier-ignore

function split(value: readonly string[], base: readonly string[]): readonly [readonly string[], readonly string[]] {
  const bar = value.lastIndexOf('+');
  if (bar === -1) return [base, value];
  const added = value.slice(0, bar).filter((word) => word !== '+');
  const [file] = added[0]?.startsWith('+') === true ? [added.shift()?.slice(1) ?? ''] : [base[0] ?? ''];
  return [[file, ...base.slice(1), ...added], value.slice(bar + 1)];
} // prettier-ignore

/** What is written is removed before the next, so that each starts from the same. */
async function fresh(words: readonly string[]): Promise<string> {
  const kept = new Set(readdirSync(at()));
  const found = await outcome(words);
  const made = readdirSync(at()).filter((name) => !kept.has(name));
  const texts = made.map((name) => {
    const files = readdirSync(at(), { recursive: true, withFileTypes: true }).filter(
      (each) => each.isFile() && `${each.parentPath}/`.startsWith(`${at(name)}/`),
    );
    return files.map((each) => readFileSync(`${each.parentPath}/${each.name}`, 'utf8'));
  });
  for (const name of made) rmSync(at(name), { recursive: true, force: true });
  return JSON.stringify([found, texts]);
}

describe('an option that says nothing beside another is refused', () => {
  test.each([
    [['run', 's.yaml', '--details', '--format', 'json'], '--details means nothing with --format json'],
    [['run', 's.yaml', '--brief', '--format', 'csv'], '--brief means nothing with --format csv'],
    [['place', 's.yaml', '--export', 'p.lp', '--format', 'json'], '--format means nothing with --export'],
    [['forecast', 's.yaml', '--seed', '3'], '--seed means nothing without --samples'],
    [['quotes', 'q.csv', '--locked'], '--locked means nothing without --scenario'],
    [['catalog', 'diff', './cat', './cat2', '--set', 'a=1'], '--set means nothing without --scenario'],
    [['compare', 'saved.json', 'saved.json', '--set', 'a=1'], '--set means nothing to saved results'],
    [['check', 'saved.json', '--policy', 'budget.yaml', '--as-of', '2026-01-01'], '--as-of means nothing to saved'],
    [['usage', 'log.csv', '--columns', 'a,b'], '--columns means nothing without --sql or --answer'],
    [['usage', 'log.csv', '--scenario', '--format', 'json'], '--format means nothing with --scenario'],
    [['usage', 't', '--sql', 'postgres', '--columns', 'a', '--workload', 'w'], '--workload means nothing with --sql'],
  ])('crossover %j', async (words, says) => {
    const found = await outcome(words);
    expect(found).toContain(`error[cli/unused-option]: ${says}`);
    expect(found.startsWith('[2,')).toBe(true);
  });
}); // prettier-ignore

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { smallCatalog } from '../catalog/small-catalog.ts';
import { temporaryFolder } from '../io/temporary-folder.ts';
import { recordedEnvironment } from './frame-environment.ts';

const at = temporaryFolder();

async function run(...argv: readonly string[]) {
  const recorded = recordedEnvironment({ cwd: at() });
  const code = await runCli(argv, recorded.environment);
  return { code, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

async function json(...argv: readonly string[]) {
  const { code, stdout, stderr } = await run(...argv, '--format', 'json');
  return { code, stderr, result: JSON.parse(stdout) as Record<string, never> };
}

/** A catalog folder of few entries, with some texts of its files replaced. */
async function smallFolder(
  name: string,
  ...changes: readonly (readonly [string, string, string])[]
): Promise<string> {
  const files = { ...smallCatalog };
  for (const [file, from, to] of changes) {
    const text = files[file] ?? '';
    if (!text.includes(from)) throw new Error(`${file} does not have ${from}`);
    files[file] = text.replace(from, to);
  }
  await mkdir(at(name));
  for (const [file, text] of Object.entries(files)) await writeFile(at(name, file), text);
  return `./${name}`;
}

const scenario = (catalog: string): string => `crossover: 1
catalog: ${catalog}
workloads:
  chat:
    volume: 1M requests/month
    tokens: { input: 1000, output: 100 }
    options: { api: { buy: acme/chat }, small: { buy: acme/small } }
`;

describe('catalog show', () => {
  test('draws the history, and states the trend with its formula', async () => {
    const { code, stdout } = await run('catalog', 'show', 'openai/o3', '--history');
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot('catalog-history.txt');
  });

  test('says what was meant where nothing has that name', async () => {
    expect(await run('catalog', 'show', 'openai/gpt-4o-mimi')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        "error[catalog/unknown-entry]: catalog 2026-12 has no entry 'openai/gpt-4o-mimi'\n  did you mean 'openai/gpt-4o-mini'?\n",
    });
  });
});

describe('catalog list', () => {
  test('of a small catalog', async () => {
    const folder = await smallFolder('listed');
    const { code, stdout } = await run('catalog', 'list', '--catalog', folder);
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot('catalog-list.txt');
  });

  test('names the nearest where a filter leaves nothing', async () => {
    const folder = await smallFolder('filtered');
    expect(await run('catalog', 'list', '--catalog', folder, '--channel', 'acmee')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        "error[catalog/unknown-filter]: --channel acmee: catalog test has none\n  did you mean 'acme'?\n",
    });
  });

  test('refuses options that would mean nothing', async () => {
    for (const given of [['--locked'], ['--set', 'a.b=1']]) {
      const { code, stderr } = await run('catalog', 'list', ...given);
      expect(code).toBe(2);
      expect(stderr).toContain(`${given[0]} means nothing`);
      expect(stderr).toContain('crossover catalog list --help');
    }
  });
});

describe('catalog list --summary', () => {
  test('counts a small catalog', async () => {
    const folder = await smallFolder('counted');
    const { code, result } = await json('catalog', 'list', '--summary', '--catalog', folder);
    expect(code).toBe(0);
    expect(result).toMatchObject({ schema: 'crossover/catalog-summary/1' });
    const parts = result['parts'] as unknown as readonly { readonly entries: number }[];
    expect(parts.reduce((sum, { entries }) => sum + entries, 0)).toBe(7);
  });

  test('takes no filter', async () => {
    const { code, stderr } = await run('catalog', 'list', '--summary', '--kind', 'tokens');
    expect(code).toBe(2);
    expect(stderr).toContain('leave out --kind');
  });
});

describe('catalog hosts', () => {
  test('compares who sells a model, and names the one that was meant', async () => {
    const { code, stdout } = await run('catalog', 'hosts', 'llama-3.3-70b');
    expect(code).toBe(0);
    expect(stdout).toContain('times the cheapest');
    const wrong = await run('catalog', 'hosts', 'llama-3.3-70c');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("did you mean 'llama-3.3-70b'?");
  });
});

describe('catalog check-claims', () => {
  const verdicts = async (file: string, text: string) => {
    await writeFile(at(file), text);
    const { code, result } = await json('catalog', 'check-claims', file);
    const claims = result['claims'] as unknown as readonly { readonly words: string; readonly verdict: string }[];
    return { code, claims: claims.map(({ words, verdict }) => `${words}: ${verdict}`) };
  };

  test('of a text: ends with 1 where a price is not right', async () => {
    expect(await verdicts('claims.txt', 'GPT-4o mini: $0.15 / $0.60 per Mtok.')).toEqual({
      code: 0, claims: ['$0.15: right', '$0.60: right'],
    });
    expect(await verdicts('wrong.md', '- B200, reserved: $2.25 an hour')).toEqual({
      code: 1, claims: ['$2.25: no-offer'],
    });
  });

  test('of a table, by its headings', async () => {
    const table = 'vendor,gpu,term,USD per hour\nAWS,B200,on-demand,14.24\nAWS,B200,on-demand,9.99\n';
    expect(await verdicts('claims.csv', table)).toEqual({
      code: 1, claims: ['14.24 USD: right', '9.99 USD: no-offer'],
    });
  });

  test('of a scenario: what its offers state', async () => {
    const offers = 'offers:\n  - id: own   # 9.99 USD is a comment\n    gpu: b200\n    hourly: 14.24 USD/hour\n    term: on-demand\n';
    expect(await verdicts('claims.yaml', offers)).toEqual({ code: 0, claims: ['14.24 USD: right'] });
  });

  test('of nothing that can be read', async () => {
    expect(await run('catalog', 'check-claims', 'nowhere.txt')).toMatchObject({ code: 3, stdout: '' });
  });
}); // prettier-ignore

describe('catalog diff', () => {
  test('says what went up and down, in every format', async () => {
    const old = await smallFolder('diff-old');
    const current = await smallFolder(
      'diff-new',
      ['tokens.yaml', 'input: 3 USD', 'input: 4.5 USD'],
      ['gpus.yaml', '0.80 USD', '0.60 USD'],
      ['fx.yaml', 'rate: 1.08', 'rate: 1.080'],
    );
    for (const format of ['table', 'markdown', 'csv'])
      await expect(
        (await run('catalog', 'diff', old, current, '--format', format)).stdout,
      ).toMatchFileSnapshot(`catalog-diff.${format}.txt`);
    expect(await run('catalog', 'diff', old, old)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Nothing changed: 7 entries'),
    });
  });

  test('says which verdicts flip', async () => {
    await smallFolder('flip-old');
    await smallFolder('flip-new', ['tokens.yaml', 'input: 0.15 USD', 'input: 30 USD']);
    await writeFile(at('flip.yaml'), scenario('flip-old'));
    const both = ['catalog', 'diff', './flip-old', './flip-new', '--scenario', 'flip.yaml'];
    const { code, result } = await json(...both);
    expect(code).toBe(0);
    expect(result['verdicts']).toMatchObject({
      flips: 1,
      scenarios: [{ workloads: [{ before: { option: 'small' }, after: { option: 'api' }, flipped: true }] }],
    });
    const shown = await run(...both);
    expect(shown.stdout).toContain('1 verdict flips');
    expect(shown.stdout).toContain('chat: small (buy) → api (buy)');
  });

  test('says which of the two cannot be read', async () => {
    const { code, stderr } = await run('catalog', 'diff', 'diff-old', 'nowhere');
    expect(code).toBe(3);
    expect(stderr).toContain('error[io/missing]: nowhere');
  });
});

describe('catalog validate', () => {
  test('is one line where all is well', async () => {
    const folder = await smallFolder('sound');
    const { code, stdout, stderr } = await run('catalog', 'validate', folder);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'Catalog test\n\nSound: 7 entries, no finding\n',
      stderr: '',
    });
  });

  test('ends with 1 where a rule is broken, with place and rule', async () => {
    const folder = await smallFolder(
      'broken',
      ['tokens.yaml', 'cached: 0.30', 'cached: 30'],
      ['gpus.yaml', '0.80 USD', '0 USD'],
    );
    const { code, stdout } = await run('catalog', 'validate', folder);
    expect(code).toBe(1);
    await expect(stdout).toMatchFileSnapshot('catalog-validate.txt');
    const quiet = await json('catalog', 'validate', folder, '--quiet');
    expect(quiet.result).toMatchObject({ errors: 2, warnings: 0, findings: [{ severity: 'error' }, { severity: 'error' }] }); // prettier-ignore
  });

  test('ends with 2 where it is no catalog, with 3 where it cannot be read', async () => {
    const folder = await smallFolder('unreadable', ['tokens.yaml', 'input: 3 USD/Mtok', 'input: 3 USD']);
    expect(await run('catalog', 'validate', folder)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('tokens.yaml:4:'),
    });
    expect(await run('catalog', 'validate', './nowhere')).toMatchObject({ code: 3, stdout: '' });
  });
});

describe('catalog lock', () => {
  test('pins prices, so that --locked fails with the name of what has changed', async () => {
    await mkdir(at('locked'));
    await writeFile(at('locked', 'a.yaml'), scenario('prices'));
    await smallFolder('locked/prices');
    const locked = await run('catalog', 'lock', 'locked/a.yaml');
    expect(locked).toMatchObject({ code: 0, stdout: expect.stringMatching(/^locked\/crossover\.lock: catalog test, 7 entries/u) }); // prettier-ignore
    for (const command of [
      ['run'],
      ['explain', 'workloads.chat.demand'],
      ['breakeven', '--solve', 'workloads.chat.volume'],
    ]) {
      const [name = '', ...rest] = command;
      const { stderr } = await run(name, 'locked/a.yaml', '--locked', ...rest);
      expect(stderr).not.toContain('catalog/locked');
    }
    const file = at('locked', 'prices', 'tokens.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, `# a comment\n${text}`);
    expect((await run('run', 'locked/a.yaml', '--locked')).code).toBe(0);
    await writeFile(file, text.replace('output: 0.60', 'output: 0.61'));
    for (const command of [
      ['run'],
      ['explain', 'workloads.chat.demand'],
      ['breakeven', '--solve', 'workloads.chat.volume'],
    ]) {
      const [name = '', ...rest] = command;
      const changed = await run(name, 'locked/a.yaml', '--locked', ...rest);
      expect(changed).toMatchObject({ code: 2, stdout: '' });
      expect(changed.stderr).toContain('tokens/acme/small has changed');
    }
    const warned = await run('run', 'locked/a.yaml');
    expect(warned.code).toBe(0);
    expect(warned.stderr).toContain('warning[catalog/locked]');
  });

  test('of every scenario of a folder, and of none with two catalogs', async () => {
    await mkdir(at('several'));
    await writeFile(at('several', 'a.yaml'), scenario('prices'));
    await writeFile(at('several', 'b.yml'), scenario('prices'));
    await writeFile(at('several', 'policy.yaml'), 'budget: 1\n');
    await smallFolder('several/prices');
    await smallFolder('several/others', ['tokens.yaml', 'input: 3 USD', 'input: 4 USD']);
    const inside = async (...argv: readonly string[]) => {
      const recorded = recordedEnvironment({ cwd: at('several') });
      return {
        code: await runCli(argv, recorded.environment),
        stdout: recorded.stdout(),
        stderr: recorded.stderr(),
      };
    };
    expect(await inside('catalog', 'lock')).toMatchObject({ code: 0, stderr: '' });
    const before = await readFile(at('several', 'crossover.lock'), 'utf8');
    await writeFile(at('several', 'b.yml'), scenario('others'));
    const two = await inside('catalog', 'lock');
    expect(two).toMatchObject({ code: 2, stdout: '' });
    expect(two.stderr).toContain('error[catalog/two-catalogs]');
    expect(await readFile(at('several', 'crossover.lock'), 'utf8')).toBe(before);
  });

  test('is missing where --locked asks for it', async () => {
    await mkdir(at('without'));
    await writeFile(at('without', 'a.yaml'), scenario('prices'));
    await smallFolder('without/prices');
    const { code, stderr } = await run('run', 'without/a.yaml', '--locked');
    expect(code).toBe(3);
    expect(stderr).toContain('write it with crossover catalog lock');
  });
});

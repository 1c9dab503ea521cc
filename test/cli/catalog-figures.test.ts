import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from './frame-environment.ts';

// What the bundled catalog has is asked from the command, as a buyer asks it.

async function run(...argv: readonly string[]): Promise<string> {
  const recorded = recordedEnvironment();
  const code = await runCli(argv, recorded.environment);
  expect([code, recorded.stderr()]).toEqual([0, '']);
  return recorded.stdout();
}

interface Shown {
  readonly entries: readonly {
    readonly id: string;
    readonly rows: readonly { readonly prices: Readonly<Record<string, string>>; readonly from: string }[];
  }[];
}

describe('figures that slides and articles state, from catalog show', () => {
  /** The prices of an entry's row that holds on a day, as the command shows them. */
  async function on(day: string, id: string): Promise<string> {
    return run('catalog', 'show', id, '--as-of', day);
  }

  test.each([
    // H200: 3.50 was the median of the market until May 2026, and is 4.50 now; 13.784 is Azure in Sweden.
    ['market/h200-sxm/on-demand', '2026-05-12', '3.5'],
    ['market/h200-sxm/on-demand', '2026-10-04', '4.5'],
    ['azure/nd96isr-h200-v5/swedencentral/on-demand', '2026-11-25', '13.784'],
    // B200: 6.79 is the median, 14.24 AWS on demand, and 2.22 was AWS's median spot price of one day in February.
    ['market/b200/on-demand', '2026-10-06', '6.79'],
    ['aws/p6-b200.48xlarge/us-east-1/on-demand', '2026-11-25', '14.24'],
    ['aws/b200/us/spot-median', '2026-02-12', '2.22'],
    // H100 spot: 1.645 is one confidential size in one region of Azure, the median vendor asks 2.10.
    ['azure/ncc40ads-h100-v5/westeurope/spot', '2026-11-25', '1.644'],
    ['market/h100-sxm/spot', '2026-10-06', '2.10'],
    ['anthropic/claude-sonnet-5', '2026-11-25', '2'],
    ['openai/gpt-4o-mini', '2026-11-25', '0.15'],
    ['openai/gpt-4o-mini', '2026-11-25', '0.6'],
    ['openai/gpt-6-luna', '2026-11-25', '0.5'],
  ])('%s on %s: %s', async (id, day, price) => {
    expect(await on(day, id)).toMatch(new RegExp(`(?<![\\d.])${price.replace('.', '\\.')}`, 'u'));
  });

  test('Claude 3.5 Sonnet cost 3 and 15 as long as it was sold, and Sonnet 5 is sold in its place', async () => {
    expect(await on('2025-01-01', 'anthropic/claude-3.5-sonnet')).toMatch(/\b3\b[^]*\b15\b/u);
    const { entries } = JSON.parse(await run('catalog', 'show', 'anthropic/claude-3.5-sonnet', '--format', 'json')) as Shown;
    expect(JSON.stringify(entries)).toContain('anthropic/claude-sonnet-5');
  });
}); // prettier-ignore

test('the summary counts by kind, grade, term, GPU, cloud, channel and source', async () => {
  const text = await run('catalog', 'list', '--summary');
  for (const heading of ['How figures are known', 'How good the evidence is', 'Terms of GPU offers', 'GPUs', 'Clouds', 'Channels', 'Sources'])
    expect(text).toMatch(new RegExp(`^${heading}$`, 'mu'));
  // Each row of the catalog has one kind and one grade.
  const rowsOf = (heading: string): number => {
    const table = text.split('\n\n').find((each) => each.startsWith(`${heading}\n`)) ?? '';
    const counts = [...table.matchAll(/^\S.*?\s([\d,]+)$/gmu)].map(([, count = '']) => Number(count.replaceAll(',', '')));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  expect(rowsOf('How figures are known')).toBeGreaterThan(2_500);
  expect(rowsOf('How good the evidence is')).toBe(rowsOf('How figures are known'));
}); // prettier-ignore

test.each([
  ['--gpu', 'B200', 'b200'],
  ['--gpu', 'H200', 'h200-sxm'],
  ['--cloud', 'CoreWeave', 'coreweave'],
  ['--channel', 'OpenAI', 'openai'],
])('%s %s is read in the spelling of its maker', async (filter, written, id) => {
  expect(await run('catalog', 'list', filter, written)).toContain(id);
});

test('one of a thing is not called several, and blocks of capacity are counted apart from reservations', async () => {
  expect(await run('catalog', 'list', '--summary')).toMatch(/^capacity block {2,}\d+$/mu);
  expect(await run('catalog', 'list', '--kind', 'gpus', '--cloud', 'nebius')).toMatch(
    / 1 GPU {2,}on-demand/u,
  );
  for (const gpu of ['h200', 'h100'])
    expect(await run('catalog', 'list', '--kind', 'gpus', '--gpu', gpu)).not.toMatch(
      /\b1 (?:GPUs|months)\b/u,
    );
});

test('check-claims takes a bundled scenario by its name', async () => {
  const recorded = recordedEnvironment();
  expect(
    await runCli(['catalog', 'check-claims', 'article-at-list-prices'], recorded.environment),
  ).toBeLessThan(2);
  expect(recorded.stdout()).toContain('Prices stated in article-at-list-prices');
});

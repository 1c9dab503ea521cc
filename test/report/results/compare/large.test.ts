import { describe, expect, test } from 'vitest';
import { compare, type CompareResult, type RunResult } from '../../../../src/analysis/index.ts';
import { Exact } from '../../../../src/formula/index.ts';
import { supportDesk } from '../../fixtures/results.ts';
import { renderText } from '../../render-text.ts';

const hostile = '=HYPERLINK("x") | `code` **b** <img src=x> @everyone #1 [a](javascript:b)\n# no';

/** The same workload many times, each of them dearer by `more`. */
function portfolioOf(count: number, more: number): RunResult {
  const [workload] = supportDesk.workloads;
  if (workload === undefined) throw new Error('the fixture has no workload');
  const dearer = (amount: Exact): Exact => amount.plus(more);
  const workloads = Array.from({ length: count }, (_, index) => ({
    ...workload,
    id: index === 0 ? hostile : `workload-${index}`,
    options: workload.options.map((option) => ({
      ...option,
      monthly: option.monthly === null ? null : dearer(option.monthly),
      lines: option.lines.map((line, at) => (at === 0 ? { ...line, monthly: dearer(line.monthly) } : line)),
    })),
  }));
  const monthly = workloads.reduce((sum, { options, placement }) => {
    const chosen = options.find(({ id }) => id === placement.option);
    return sum.plus(chosen?.monthly ?? 0);
  }, new Exact(0));
  return { ...supportDesk, workloads, portfolio: { ...supportDesk.portfolio, monthly } };
}

function compared(count: number): CompareResult {
  const set = (name: string, result: RunResult) => ({
    name,
    subjects: new Map([['s', { form: 'saved' as const, result, locate: () => null }]]),
  });
  const result = compare(set(hostile, portfolioOf(count, 0)), set('after', portfolioOf(count, 1.005)));
  if (!result.ok) throw new Error('the results could not be compared');
  return result.value;
}

describe('a comparison of 300 workloads', () => {
  test('fits a comment, and says what is left out and where it is', async () => {
    const text = await renderText(compared(300), 'markdown');
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text).toContain('Left out, because a comment has at most 65,536 characters');
    expect(text).toContain('--format json');
    expect(text).toBe(await renderText(compared(300), 'markdown'));
  });

  test('has every workload in csv', async () => {
    const text = await renderText(compared(300), 'csv');
    for (let index = 1; index < 300; index += 1) expect(text).toContain(`,workload-${index},`);
  });
});

test('names stay text', async () => {
  const markdown = await renderText(compared(1), 'markdown');
  expect(markdown).not.toMatch(/<img|\*\*b\*\*|`code`|@everyone|\]\(javascript|^# no/mu);
  const csv = await renderText(compared(1), 'csv');
  expect(csv).toContain(`"'=HYPERLINK(""x"")`);
});

describe('the comment of the action', () => {
  interface Parts {
    readonly title: string;
    readonly compared: string;
    readonly checked: string;
    readonly runUrl: string;
  }
  const load = async () =>
    (await import(new URL('../../../../action/comment.js', import.meta.url).href)) as {
      readonly commentBody: (parts: Parts) => string;
    };

  test('fits where comparison and check together are too long, and says so', async () => {
    const { commentBody } = await load();
    const parts = {
      title: 'Cost',
      compared: await renderText(compared(300), 'markdown'),
      checked: `### Check\n\n${'- a violation\n'.repeat(400)}`,
      runUrl: 'https://example.com/run/1',
    };
    const body = commentBody(parts);
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toContain('folded sections; the artifact of this run has the whole report');
    expect(body).toContain('https://example.com/run/1');
    expect(body.match(/<details>/gu)?.length).toBe(body.match(/<\/details>/gu)?.length);
    const extreme = commentBody({ ...parts, checked: 'x'.repeat(200_000) });
    expect(extreme.length).toBeLessThanOrEqual(65_536);
  });

  test('is whole where it fits', async () => {
    const { commentBody } = await load();
    const body = commentBody({ title: 'A <b> title', compared: 'compared', checked: 'checked', runUrl: '' });
    expect(body).toBe('<!-- crossover: A _b_ title -->\n## A  b  title\n\nchecked\n\ncompared\n');
  });
});

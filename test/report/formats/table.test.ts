import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../src/report/text/display-width.ts';
import { supportChat, supportDesk, result } from '../fixtures/results.ts';
import { hostileResult, manyOptions, manyWorkloads, portfolio } from '../fixtures/variants.ts';
import { renderText } from '../render-text.ts';

describe('the terminal report', () => {
  test('answers on the first screen', async () => {
    const four = result([{ ...supportChat, options: supportChat.options.slice(0, 4) }], {
      warnings: supportDesk.warnings,
    });
    const screen = (await renderText(four, 'table')).split('\n').slice(0, 24).join('\n');
    expect(screen).toContain('own (build) at ~2,256 USD/month, ~1.01622 USD/Mtok, for 1.2M requests/month');
    expect(screen).toContain('own (build) becomes cheaper than api-mini (buy) from 15,315 requests/month');
    expect(screen).toContain('up to 72 days old');
    expect(screen).toContain('2,717');
  });

  test('is never wider than the terminal', async () => {
    for (const width of [40, 60, 80, 100, 160]) {
      for (const each of [supportDesk, portfolio, hostileResult, manyOptions(30)]) {
        const lines = (await renderText(each, 'table', { width })).split('\n');
        const widest = Math.max(...lines.map(displayWidth));
        expect(widest).toBeLessThanOrEqual(width);
      }
    }
  });

  test('has colours only where they are asked for, and says the same with them', async () => {
    const plain = await renderText(supportDesk, 'table');
    const coloured = await renderText(supportDesk, 'table', { colourLevel: 3 });
    expect(plain).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[');
    // oxlint-disable-next-line no-control-regex -- colours are control sequences
    expect(coloured.replaceAll(/\u001b\[\d+m/gu, '').replaceAll(/ +$/gmu, '')).toBe(plain);
  });

  test('lets no name act on the terminal', async () => {
    const body = await renderText(hostileResult, 'table');
    expect(body.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  test('shows what is unknown as unknown', async () => {
    const body = await renderText(supportDesk, 'table');
    expect(body).toMatch(/new-model +acme\/unpriced +buy +— +—/u);
    expect(body).toContain('— is unknown, not zero');
  });

  test('marks what rests on an estimate, and says so', async () => {
    const body = await renderText(supportDesk, 'table');
    expect(body).toContain('~250');
    expect(body).toContain('~ based on an estimate');
    const firm = supportChat.options.filter((each) => each.weakest !== 'estimated');
    expect(await renderText(result([{ ...supportChat, options: firm }]), 'table')).not.toContain('~');
  });

  test('shows eight of many options, the best of each kind and the forbidden cheapest among them', async () => {
    const body = await renderText(manyOptions(200), 'table');
    const table = body.slice(0, body.indexOf('Why '));
    expect(table.match(/^(?:▸| ) \S+ .*(?:buy|build)/gmu)).toHaveLength(8);
    expect(table).toContain('194 more options: --format json and --format csv have them all');
    expect(table).toMatch(/▸ api-1 /u);
    expect(table).toMatch(/ {2}own /u);
    expect(table).toMatch(/ {2}cheap-but-elsewhere .*excluded: residency/u);
    expect(table).not.toContain('api-7 ');
  });

  test('gives details of ten workloads and counts the others', async () => {
    const body = await renderText(manyWorkloads(13), 'table');
    expect(body).toContain('13 workloads');
    expect(body).toContain('workload-10: own (build)');
    expect(body).not.toContain('workload-11: own');
    expect(body).toContain('details of 3 more: --format json and --format csv have them all');
  });

  test('does not say of two other options that the answer flips', async () => {
    const hybrid = { ...supportChat.placement, option: 'burst', kind: 'hybrid' } as const;
    const body = await renderText(result([{ ...supportChat, placement: hybrid }]), 'table');
    expect(body).toMatch(/Buy vs\. build +own \(build\) becomes cheaper than api-mini \(buy\)/u);
    expect(body).not.toMatch(/^Break-even {2}/mu);
  });

  test('is split between its columns where it is too wide, with the names of its rows in each part', async () => {
    const many = result([
      { ...supportChat, id: 'first' },
      { ...supportChat, id: 'second' },
    ]);
    const body = await renderText(many, 'table', { width: 60 });
    const table = body.slice(body.indexOf('Workload'), body.indexOf('~ based on'));
    // Each a row of both parts, and never one row after the other with a title before each cell.
    expect(table.match(/^(?:first|second) {2,}/gmu)).toHaveLength(4);
    expect(table).not.toMatch(/^ {4}Kind: /mu);
  });

  test('survives a result without workloads or options', async () => {
    expect(await renderText(result([]), 'table')).toContain('0 workloads');
    const empty = { ...supportChat, options: [], crossovers: [], sensitivity: [] };
    expect(await renderText(result([empty]), 'table')).toContain('no option can be chosen');
  });
});

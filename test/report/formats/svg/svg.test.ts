import { describe, expect, test } from 'vitest';
import { forecastModel, placePortfolio, runModel } from '../../../../src/analysis/index.ts';
import { solveProgram } from '../../../../src/io/index.ts';
import { loadPortfolio } from '../../../../src/loading/index.ts';
import { readModel, sweepOf, simulationOf } from '../../../../src/library/index.ts';
import { render } from '../../../../src/report/index.ts';
import { hostileResult } from '../../fixtures/variants.ts';

const model = readModel('quick-start');

async function quickStart() {
  const read = await model;
  if (!read.ok) throw new Error('the bundled scenario is broken');
  return read.value;
}

/** Texts of a picture, as they are read. */
function textsOf(svg: string): readonly string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/gu)].map(([, text = '']) => text);
}

describe('charts as a picture', () => {
  test('of run say the finding in their titles', async () => {
    const of = await quickStart();
    const { body } = await render(runModel(of), { format: 'svg', model: of });
    await expect(String(body)).toMatchFileSnapshot('./quick-start.svg');
    const texts = textsOf(String(body));
    expect(texts).toContain('gpt-4o-mini costs 3,003 USD a month, 82.15 % less than own-llama');
    expect(texts.join(' ')).toContain('own-llama becomes cheaper than gpt-4o-mini from 92.8B tokens a month');
  });

  test('of a sweep are lines, and of two inputs a map', async () => {
    const of = await quickStart();
    const lines = await sweepOf(of, ['workloads.support-chat.volume=1M..100M:25:log']);
    const map = await sweepOf(of, [
      'workloads.support-chat.volume=1M..100M:12:log',
      'workloads.support-chat.tokens.output=100..1000:6',
    ]);
    if (!lines.ok) throw new Error('no sweep');
    const drawn = String((await render(lines.value, { format: 'svg' })).body);
    expect(drawn.match(/<path [^>]*fill="none"/gu)).toHaveLength(3);
    expect(textsOf(drawn).join(' ')).toContain(
      'support-chat: gpt-4o-mini up to 50.1M request/month, then own-llama',
    );
    if (!map.ok) throw new Error(map.diagnostics[0]?.message);
    const fields = String((await render(map.value, { format: 'svg' })).body);
    expect(textsOf(fields).join(' ')).toMatch(/is the cheapest in \d+\.\d+ % of the map/u);
  });

  test('of a simulation are ranges of costs', async () => {
    const simulated = await simulationOf(await quickStart(), {
      samples: 1000,
      seed: 7,
      assumeDefaults: true,
    });
    if (!simulated.ok) throw new Error('no simulation');
    const drawn = String((await render(simulated.value, { format: 'svg' })).body);
    expect(textsOf(drawn).join(' ')).toContain(
      'support-chat: gpt-4o-mini is the cheapest in 100.0 % of the samples',
    );
  });

  test('of a forecast are its months, with the month in which another option becomes the cheapest', async () => {
    const read = await readModel('three-years');
    const forecast = read.ok ? forecastModel(read.value) : read;
    if (!forecast.ok) throw new Error('no forecast');
    const drawn = String((await render(forecast.value, { format: 'svg' })).body);
    expect(drawn.match(/<path [^>]*fill="none"/gu)).toHaveLength(4);
    const texts = textsOf(drawn);
    expect(texts.join(' ')).toContain('bought is the cheapest from 2027-12');
    expect(texts).toContain('2027-12');
  });

  test('of a plan are what it costs by workload, beside each workload alone', async () => {
    // 4,920 for all three; alone 2,000, 3,000 and 1,500.
    const { portfolio } = await loadPortfolio(
      ['shared-build'],
      { set: [], catalog: undefined, asOf: undefined, knownAt: undefined, locked: false },
      process.cwd(),
    );
    if (!portfolio.ok) throw new Error('no portfolio');
    const placed = await placePortfolio(portfolio.value, async (program) =>
      solveProgram(program, { nodes: 1000 }),
    );
    const texts = textsOf(String((await render(placed, { format: 'svg' })).body)).join(' ');
    expect(texts).toContain('One plan for all costs 4,920 USD a month, 1,580 less than each workload alone');
  });

  test('hold any name as text', async () => {
    const drawn = String((await render(hostileResult, { format: 'svg' })).body);
    expect([...drawn.matchAll(/<([a-z]+)/gu)].map(([, name]) => name)).not.toContain('script');
    expect(drawn).not.toMatch(/ on[a-z]+="/u);
  });
});

import { describe, expect, test } from 'vitest';
import { runModel } from '../../../../src/analysis/index.ts';
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
    expect(drawn.match(/<path /gu)).toHaveLength(3);
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
    expect(textsOf(drawn)).toContain('support-chat: gpt-4o-mini is the cheapest in 100.0 % of the samples');
  });

  test('hold any name as text', async () => {
    const drawn = String((await render(hostileResult, { format: 'svg' })).body);
    expect([...drawn.matchAll(/<([a-z]+)/gu)].map(([, name]) => name)).not.toContain('script');
    expect(drawn).not.toMatch(/ on[a-z]+="/u);
  });
});

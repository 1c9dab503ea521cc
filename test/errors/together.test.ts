import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { crossover } from '../published/support.ts';

const cwd = mkdtempSync(join(tmpdir(), 'together-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const scenario = `crossover: 1
prices:
  - { id: acme/chat, inptu: 0.5 USD/Mtok, output: 1 USD/Mtok }
clusters:
  own: { model: llama-3.1-8b, offer: lambda/h100-sxm/on-demnad }
workloads:
  chat:
    volume: 500k requests/month
    tokens: { inptu: 100, output: fifty }
    options:
      api: { buy: acme/cht }
      mini: { buy: acme/chat }
      gpu: { build: own }
`;

describe('a scenario with mistakes of several kinds', () => {
  it('has each of them said once, names that the catalog does not know among them, with what was meant', async () => {
    writeFileSync(join(cwd, 'several.yaml'), scenario);
    const { code, stdout, stderr } = await crossover(cwd, 'run', 'several.yaml');
    expect([code, stdout]).toEqual([2, '']);
    const said = [...stderr.matchAll(/several\.yaml:(\d+):\d+: error\[([^\]]+)\]/gu)].map(
      ([, line, which]) => `${line ?? ''} ${which ?? ''}`,
    );
    expect(said).toEqual([
      '3 scenario/unknown-key',
      '5 model/unknown-name',
      '9 scenario/unknown-key',
      '9 scenario/wrong-quantity',
      '11 model/unknown-name',
    ]);
    const meant = [...stderr.matchAll(/did you mean '(.*)'\?/gu)].map(([, what]) => what);
    expect(meant).toEqual(['input', 'lambda/h100-sxm/on-demand', 'input', 'acme/chat']);
  });

  it('has names read off the files that it extends and off what is set', async () => {
    writeFileSync(join(cwd, 'base.yaml'), scenario);
    writeFileSync(join(cwd, 'above.yaml'), 'crossover: 1\nextends: base.yaml\nmargin: lots\n');
    const set = ['--set', 'workloads.chat.options.mini.buy=acme/caht'];
    const { stderr } = await crossover(cwd, 'run', 'above.yaml', ...set);
    expect(stderr).toMatch(/above\.yaml:3:9: error\[scenario\/wrong-quantity\]/u);
    expect(stderr).toMatch(/base\.yaml:11:19: error\[model\/unknown-name\]/u);
    expect(stderr).toMatch(/error\[model\/unknown-name\].*'acme\/caht'/u);
  });
});

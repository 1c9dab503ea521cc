import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';

// Every bundled scenario in every format, as it is printed. `npx vitest run test/golden -u` writes them anew.

const root = new URL('../../', import.meta.url);
const scenarios = readdirSync(new URL('scenarios/', root))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length));

const formats = ['table', 'markdown', 'csv', 'json', 'focus'] as const;

describe.each(scenarios)('%s', (name) => {
  test.each(formats)('as %s', async (format) => {
    const { environment, stdout } = recordedEnvironment();
    const code = await runCli(['run', name, '--format', format, '--width', '100', '--quiet'], environment);
    expect(code).toBe(0);
    await expect(stdout()).toMatchFileSnapshot(`./scenarios/${name}.${format}`);
  });
});

test('there are bundled scenarios', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(9);
});

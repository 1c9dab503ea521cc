import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';

// The plans of the bundled scenarios that are about one. `npx vitest run test/golden -u` writes them anew.

const scenarios = ['shared-build', 'fleet-of-offers', 'commitment-tips', 'vendor-limit'] as const;

describe.each(scenarios)('%s', (name) => {
  test.each(['table', 'markdown', 'csv', 'json'] as const)('as %s', async (format) => {
    const { environment, stdout } = recordedEnvironment();
    const code = await runCli(['place', name, '--format', format, '--width', '100', '--quiet'], environment);
    expect(code).toBe(0);
    await expect(stdout()).toMatchFileSnapshot(`./place/${name}.${format}`);
  });
});

test('limits that no plan meets are named, with what each costs', async () => {
  const { environment, stdout } = recordedEnvironment();
  const set = ['--set', 'plan.vendors=1', '--set', 'plan.budget=6k USD/month'];
  const code = await runCli(['place', 'vendor-limit', ...set, '--width', '100', '--quiet'], environment);
  expect(code).toBe(2);
  await expect(stdout()).toMatchFileSnapshot('./place/no-plan.txt');
});

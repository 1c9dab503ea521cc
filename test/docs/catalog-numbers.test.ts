import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';

test('the README counts what the newest catalog has', async () => {
  const { environment, stdout } = recordedEnvironment();
  await runCli(['catalog', 'list', '--summary', '--format', 'json'], environment);
  const { parts } = JSON.parse(stdout()) as {
    readonly parts: readonly { readonly part: string; readonly entries: number }[];
  };
  const count = (part: string): number => parts.find((each) => each.part === part)?.entries ?? 0;
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replaceAll(/\s+/gu, ' ');
  expect(readme).toContain(
    `${count('tokens')} token prices, ${count('offers')} GPU offers and ${count('throughput')} throughput figures`,
  );
});

import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/program.ts';
import { firstCase } from '../support/cases.ts';
import { recordedEnvironment } from './frame-environment.ts';

const scenarios = new URL('../../scenarios/', import.meta.url);
const bundled = readdirSync(scenarios).filter((file) => file.endsWith('.yaml'));

async function place(...words: readonly string[]) {
  const recorded = recordedEnvironment();
  const code = await runCli(['place', ...words], recorded.environment);
  return { code, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

describe('place', () => {
  it.each(bundled)('has a proved plan for %s, each option of it included', async (file) => {
    const first = firstCase(new URL(file, scenarios));
    const of = first === null ? [] : ['--set', `case=${first}`];
    const { code, stdout, stderr } = await place(new URL(file, scenarios).pathname, ...of, '--quiet');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replaceAll(/\s+/gu, ' ')).toContain(': proved');
  });

  it('says how much of a cluster is kept for a burst', async () => {
    const { stdout } = await place('bursty-chat');
    expect(stdout).toContain('replicas of base-load kept for what may overflow: 3');
  });
});

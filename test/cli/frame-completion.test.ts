import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { describeCommands } from '../../src/cli/completion/described.ts';
import { completionScript, shells } from '../../src/cli/completion/script.ts';
import { noWords } from '../../src/cli/completion/word-kinds.ts';
import { runCli } from '../../src/cli/program.ts';
import { commands } from '../../src/cli/registry.ts';
import { recordedEnvironment } from './frame-environment.ts';

function smallProgram(): Command {
  const program = new Command('crossover').version('1.0.0');
  program
    .command('run')
    .summary("don't ask: run")
    .argument('[file...]', 'files')
    .addOption(new Option('--format <format>', 'how: [a] format').choices(['table', 'json']))
    .option('--out <file>', 'where to')
    .option('--locked', 'strict');
  const catalog = program.command('catalog').summary('the catalogs');
  catalog.command('list').summary('list them');
  catalog.command('show').summary('show one').option('--history', 'over time');
  return program;
}

const script = (shell: (typeof shells)[number]) => completionScript(shell, describeCommands(smallProgram()));

/** What bash would offer for the words typed so far, the last of which is being completed. */
function offers(...words: readonly string[]): readonly string[] {
  const typed = ['crossover', ...words].map((word) => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(${typed}); COMP_CWORD=${words.length}; _crossover; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const output = execFileSync('bash', ['--norc', '-c', `${script('bash')}\n${ask}`], { encoding: 'utf8' });
  return output.split('\n').filter((line) => line !== '');
}

describe('completion', () => {
  it('in bash offers commands, commands of commands, options and the choices of an option', () => {
    expect(offers('')).toEqual(['run', 'catalog']);
    expect(offers('ca')).toEqual(['catalog']);
    expect(offers('catalog', '')).toEqual(['list', 'show']);
    expect(offers('catalog', 'show', '--h')).toEqual(['--history', '--help']);
    expect(offers('run', '--')).toEqual(['--format', '--out', '--locked', '--help']);
    expect(offers('run', '--format', '')).toEqual(['table', 'json']);
    expect(offers('run', '--locked', '--format', 'j')).toEqual(['json']);
    expect(offers('-')).toEqual(['-V', '--version', '-h', '--help']);
  });

  it('in bash offers words of the catalog and of the scenario that was typed, and expands none of them', () => {
    const program = new Command('crossover');
    const run = program.command('run').argument('[file...]', 'files').option('--set <path=value>', 'change');
    run.option('--gpu <gpu>', 'a GPU');
    program.command('explain').argument('<file>', 'file').argument('<path>', 'address');
    const words = { ...noWords, scenarios: ['quick-start'], gpus: ['h100-sxm', 'h200-sxm'] };
    const script = completionScript('bash', describeCommands(program), words);
    const asked = (...typed: readonly string[]): readonly string[] => {
      const listed = ['crossover', ...typed].map((word) => `'${word}'`).join(' ');
      const fake = `crossover() { printf '%s of %s\\n' "$2" "$3"; printf '%s\\n' '$(touch expanded)'; }`;
      const ask = `COMP_WORDS=(${listed}); COMP_CWORD=${typed.length}; _crossover; printf '%s\n' "\${COMPREPLY[@]}"`;
      const output = execFileSync('bash', ['--norc', '-c', `${script}\n${fake}\n${ask}`], {
        encoding: 'utf8',
      });
      return output.split('\n').filter((line) => line !== '');
    };
    expect(asked('run', 'qui')).toEqual(['quick-start']);
    expect(asked('run', '--gpu', 'h2')).toEqual(['h200-sxm']);
    const addresses = (file: string) => [`addresses of ${file}`, '$(touch expanded)'];
    expect(asked('run', 'a.yaml', '--set', '')).toEqual(addresses('a.yaml'));
    expect(asked('explain', 'quick-start', '')).toEqual(addresses('quick-start'));
    expect(asked('run', '--set', '')).toEqual([]);
    expect(existsSync('expanded')).toBe(false);
  });

  it('lists the words of a scenario', async () => {
    const listed = async (kind: string): Promise<readonly string[]> => {
      const { environment, stdout } = recordedEnvironment();
      expect(await runCli(['completion', kind, 'quick-start'], environment)).toBe(0);
      return stdout().trimEnd().split('\n');
    };
    expect(await listed('addresses')).toContain('clusters.eu-inference.utilization');
    expect(await listed('workloads')).toEqual(['support-chat']);
    expect(await listed('options')).toEqual(['gpt-4o-mini', 'claude-haiku', 'own-llama']);
  });

  it('in bash offers files where nothing else is known', () => {
    expect(offers('run', 'package.j')).toEqual(['package.json']);
    expect(offers('run', '--out', 'package.j')).toEqual(['package.json']);
  });

  it('is as recorded in every shell', async () => {
    for (const shell of shells)
      await expect(script(shell)).toMatchFileSnapshot(`frame-completion.${shell}.txt`);
  });

  it.each(['zsh', 'fish'] as const)('is a script that %s can read, where it is installed', (shell) => {
    const recorded = join(import.meta.dirname, `frame-completion.${shell}.txt`);
    const { status, error, stderr } = spawnSync(shell, ['-n', recorded], { encoding: 'utf8' });
    if (error === undefined) expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    else expect(error).toMatchObject({ code: 'ENOENT' });
  });

  it('knows every command of the program', async () => {
    const recorded = recordedEnvironment();
    expect(await runCli(['completion', 'bash'], recorded.environment)).toBe(0);
    for (const name of Object.keys(commands))
      expect(recorded.stdout()).toContain(`' ${name}') path=' ${name}' ;;`);
    expect(recorded.stderr()).toBe('');
  });

  it('refuses another shell', async () => {
    const recorded = recordedEnvironment();
    expect(await runCli(['completion', 'csh'], recorded.environment)).toBe(2);
    expect(recorded.stderr()).toContain('Allowed choices are bash, zsh, fish, addresses');
  });

  it.each(Object.keys(commands))('has for %s the summary of the list of commands', async (name) => {
    const recorded = recordedEnvironment();
    expect(await runCli(['completion', 'fish'], recorded.environment)).toBe(0);
    const summary = commands[name]?.summary ?? 'no summary';
    expect(recorded.stdout()).toContain(`-a '${name}' -d '${summary.replaceAll("'", String.raw`\'`)}'`);
  });
});

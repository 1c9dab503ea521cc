import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/cli/exit-code.ts';
import { addGlobalOptions, type GlobalOptions } from '../../src/cli/global-options.ts';
import { runCli } from '../../src/cli/program.ts';
import {
  reportDiagnostics,
  type AddCommand,
  type CommandEntry,
  type Session,
} from '../../src/cli/session.ts';
import { problem, warning } from '../../src/diagnostics/index.ts';
import { recordedEnvironment } from './frame-environment.ts';

const neverLoaded: CommandEntry = {
  summary: 'another command',
  load: () => Promise.reject(new Error('loaded without need')),
};

/** Runs a command line on a program with one real command, `try`, and another one that must not be loaded. */
async function runTry(
  argv: readonly string[],
  add: (command: Command, session: Session) => void = () => undefined,
  recorded = recordedEnvironment(),
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const addTry: AddCommand = (command, session) => {
    add(command.argument('[file]', 'a file'), session);
  };
  const registry = { try: { summary: 'a command', load: () => Promise.resolve(addTry) }, other: neverLoaded };
  const code = await runCli(argv, recorded.environment, registry);
  return { code, stdout: recorded.stdout(), stderr: recorded.stderr() };
}

describe('exit codes', () => {
  it('is what the action returns', async () => {
    const ends = (code: 0 | 1 | 2 | 3) =>
      runTry(['try'], (command, session) => command.action(session.action(() => Promise.resolve(code))));
    expect((await ends(exitCodes.done)).code).toBe(0);
    expect((await ends(exitCodes.checkFailed)).code).toBe(1);
    expect((await ends(exitCodes.wrongInput)).code).toBe(2);
    expect((await ends(exitCodes.notReadOrWritten)).code).toBe(3);
  });

  it('is 2 for wrong input, 3 as soon as something could not be read, 0 for warnings', () => {
    const { environment, stderr } = recordedEnvironment();
    const wrong = problem('scenario/unknown-key', 'wrong');
    expect(reportDiagnostics(environment, [warning('scenario/old', 'old')])).toBe(0);
    expect(reportDiagnostics(environment, [wrong])).toBe(2);
    expect(reportDiagnostics(environment, [wrong, problem('io/missing', 'gone')])).toBe(3);
    expect(stderr()).toContain('warning[scenario/old]: old\n');
  });

  it('leaves out warnings when quiet, never errors', () => {
    const { environment, stderr } = recordedEnvironment();
    const both = [warning('scenario/old', 'old'), problem('scenario/unknown-key', 'wrong')];
    expect(reportDiagnostics(environment, both, { quiet: true })).toBe(2);
    expect(stderr()).toBe('error[scenario/unknown-key]: wrong\n');
  });
});

describe('a bug in crossover', () => {
  const failing = (command: Command, session: Session) =>
    command.action(session.action(() => Promise.reject(new TypeError('no such thing\u001b[31m'))));

  it('ends with 70, says how to report it, and shows no stack', async () => {
    const { code, stdout, stderr } = await runTry(['try'], failing);
    expect(code).toBe(70);
    expect(stdout).toBe('');
    expect(stderr).toContain('error[cli/defect]: TypeError: no such thing [31m\n');
    expect(stderr).toContain('a bug in crossover');
    expect(stderr).toContain('CROSSOVER_DEBUG=1');
    expect(stderr).not.toMatch(/^\s+at /mu);
  });

  it('shows the stack where asked to', async () => {
    const { code, stderr } = await runTry(
      ['try'],
      failing,
      recordedEnvironment({ env: { CROSSOVER_DEBUG: '1' } }),
    );
    expect(code).toBe(70);
    expect(stderr).toMatch(/^\s+at /mu);
  });

  it('is also one where the command cannot be loaded, or throws no error', async () => {
    expect((await runTry(['other'])).code).toBe(70);
    const throwing = (command: Command, session: Session) =>
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- what is thrown need not be an error
      command.action(session.action(() => Promise.reject('a text')));
    expect((await runTry(['try'], throwing)).stderr).toContain('error[cli/defect]: a text\n');
  });
});

describe('wrong command lines', () => {
  const withOptions = (command: Command) => addGlobalOptions(command, ['table', 'json']);

  it.each([
    [['tryy'], "error[cli/unknown-command]: 'tryy' is not a command\n  did you mean `try`?\n"],
    [['--tyr'], "error[cli/unknown-option]: unknown option '--tyr'\n  see `crossover --help`\n"],
    [
      ['try', '--formta', 'json'],
      "error[cli/unknown-option]: unknown option '--formta'\n  did you mean --format?\n",
    ],
    [
      ['try', '--format', 'pdf'],
      "error[cli/invalid-argument]: option '--format <format>' argument 'pdf' is invalid. Allowed choices are table, json.\n  see `crossover try --help`\n",
    ],
    [
      ['try', '--out'],
      "error[cli/option-missing-argument]: option '--out <file>' argument missing\n  see `crossover try --help`\n",
    ],
    [
      ['try', 'a', 'b'],
      "error[cli/excess-arguments]: too many arguments for 'try'. Expected 1 argument but got 2.\n  see `crossover try --help`\n",
    ],
    [
      ['try', '--as-of', '2026-02-30'],
      "error[cli/invalid-argument]: option '--as-of <date>' argument '2026-02-30' is invalid. Expected a calendar date such as 2026-11-01.\n  see `crossover try --help`\n",
    ],
    [
      ['try', '--set', 'volume'],
      "error[cli/invalid-argument]: option '--set <path=value>' argument 'volume' is invalid. Expected PATH=VALUE, such as workloads.support.volume=50M tokens/month.\n  see `crossover try --help`\n",
    ],
    [
      ['try', '--width', '1e3'],
      "error[cli/invalid-argument]: option '--width <columns>' argument '1e3' is invalid. Expected a whole number from 40 to 1000.\n  see `crossover try --help`\n",
    ],
  ])('%j is a diagnostic and exit 2', async (argv, message) => {
    expect(await runTry(argv, withOptions)).toEqual({ code: 2, stdout: '', stderr: message });
  });

  it('knows no command by what every object has', async () => {
    expect((await runTry(['constructor'])).code).toBe(2);
    expect((await runTry(['__proto__'])).code).toBe(2);
  });

  it('shows control characters of an argument as spaces', async () => {
    const { stderr } = await runTry(['\u001b[2J']);
    expect(stderr).toContain("' [2J' is not a command");
  });
});

describe('help', () => {
  it('lists the commands without loading any of them', async () => {
    const { code, stdout, stderr } = await runTry(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('  other');
    expect(await runTry([])).toEqual({ code, stdout, stderr });
  });

  it('is the same by `help COMMAND` and `COMMAND --help`', async () => {
    const asked = await runTry(['help', 'try']);
    expect(asked.code).toBe(0);
    expect(asked.stdout).toContain('Usage: crossover try [options] [file]');
    expect(await runTry(['try', '--help'])).toEqual(asked);
  });

  it('of the whole program is as recorded', async () => {
    const recorded = recordedEnvironment();
    expect(await runCli(['--help'], recorded.environment)).toBe(0);
    await expect(recorded.stdout()).toMatchFileSnapshot('frame-help.txt');
  });
});

describe('shared options', () => {
  async function optionsOf(
    argv: readonly string[],
    recorded = recordedEnvironment(),
  ): Promise<GlobalOptions> {
    const seen: GlobalOptions[] = [];
    const result = await runTry(
      ['try', ...argv],
      (command, session) => {
        const readOptions = addGlobalOptions(command, ['table', 'json']);
        command.action(
          session.action(() => {
            seen.push(readOptions(recorded.environment));
            return Promise.resolve(exitCodes.done);
          }),
        );
      },
      recorded,
    );
    const [options] = seen;
    if (options === undefined) throw new Error(result.stderr);
    return options;
  }

  it('have defaults', async () => {
    expect(await optionsOf([])).toEqual({
      format: 'table',
      out: undefined,
      set: [],
      catalog: undefined,
      asOf: undefined,
      knownAt: undefined,
      locked: false,
      quiet: false,
      display: { width: 100, colourLevel: 0 },
    });
  });

  it('keep settings in order, each split at its first equals sign', async () => {
    const { set } = await optionsOf(['--set', 'a.b = 1=2', '--set', 'c=']);
    expect(set).toEqual([
      { path: 'a.b', value: '1=2' },
      { path: 'c', value: '' },
    ]);
  });

  it('take the width from the option, else COLUMNS, else the terminal', async () => {
    const terminal = { isTerminal: true, columns: 77 };
    expect((await optionsOf([], recordedEnvironment(terminal))).display.width).toBe(77);
    const columns = { ...terminal, env: { COLUMNS: '88' } };
    expect((await optionsOf([], recordedEnvironment(columns))).display.width).toBe(88);
    expect((await optionsOf(['--width', '99'], recordedEnvironment(columns))).display.width).toBe(99);
    expect((await optionsOf(['--out', 'x'], recordedEnvironment(columns))).display.width).toBe(100);
    expect((await optionsOf([], recordedEnvironment({ env: { COLUMNS: '-1' } }))).display.width).toBe(100);
  });

  it('colour only on a terminal that nobody asked to be plain', async () => {
    const level = async (argv: readonly string[], env: Readonly<Record<string, string>>, isTerminal = true) =>
      (await optionsOf(argv, recordedEnvironment({ isTerminal, env }))).display.colourLevel;
    expect(await level([], {})).toBe(3);
    expect(await level([], { NO_COLOR: '' })).toBe(3);
    expect(await level([], { NO_COLOR: '1' })).toBe(0);
    expect(await level(['--no-color'], {})).toBe(0);
    expect(await level(['--out', 'x'], {})).toBe(0);
    expect(await level([], {}, false)).toBe(0);
  });
});

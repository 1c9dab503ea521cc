import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCli } from '../../src/cli/program.ts';
import { recordedEnvironment } from '../cli/frame-environment.ts';
import { rewrite, shownOf, stepsOf, wordsOf, type Step } from './page-steps.ts';

/** What a step of a page printed, beside what the page says that it prints. */
export interface Followed {
  readonly line: string;
  readonly printed: string;
  readonly shown: string;
}

/**
 * Follows a page step by step in a folder: saves its files and runs its commands, in this process. With UPDATE_DOCS=1 the page
 * is written anew from what they print.
 */
export async function followPage(path: string, folder: string): Promise<readonly Followed[]> {
  const printed: { step: Step; text: string }[] = [];
  let last = 0;
  for (const step of stepsOf(readFileSync(path, 'utf8'))) {
    if (step.kind === 'save') {
      mkdirSync(dirname(join(folder, step.name)), { recursive: true });
      writeFileSync(join(folder, step.name), step.text);
    } else if (step.line === 'echo $?') {
      printed.push({ step, text: `${last}\n` });
    } else {
      const [program, ...words] = wordsOf(step.line);
      if (program !== 'crossover')
        throw new Error(`${path} shows a command of another program: ${step.line}`);
      const { environment, stdout, stderr } = recordedEnvironment({ cwd: folder });
      last = await runCli(words, environment);
      printed.push({ step, text: stdout() + stderr() });
    }
  }
  if (process.env['UPDATE_DOCS'] === '1') rewrite(path, printed);
  return printed.flatMap(({ step, text }) =>
    step.kind === 'save' ? [] : [{ line: step.line, printed: shownOf(text, step.shown), shown: step.shown }],
  );
}

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What is run once, so that its functions are among those that are kept: the main job, with tables. */
const mainJob = ['run', 'quick-start'];

/** Leaves what V8 compiles of the main job beside the bundles that it loads. Returns problems as text. */
export async function cacheCode(root: string, target: string): Promise<readonly string[]> {
  const script = join(root, 'scripts', 'build', 'keep-compiled.cjs');
  const { NODE_OPTIONS: _, ...env } = process.env; // what Node runs with is part of what V8 compiles
  const child = spawn(process.execPath, [script, join(target, 'cli.cjs'), ...mainJob], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
  });
  const [output, code] = await Promise.all([
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve)),
  ]);
  return code === 0 ? [] : [`code cache: ${output.trim()}`];
}

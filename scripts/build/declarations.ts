import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Writes the library's type declarations. Types are checked by `npm run typecheck`, not here. */
export async function emitDeclarations(root: string, target: string): Promise<readonly string[]> {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const project = join(root, 'scripts', 'build', 'tsconfig.declarations.json');
  const options = ['-p', project, '--outDir', join(target, 'types')];
  const child = spawn(process.execPath, [compiler, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, code] = await Promise.all([
    text(child.stdout),
    new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve)),
  ]);
  return code === 0 ? [] : [`type declarations: ${output.trim()}`];
}

import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** npm links the commands of dependencies, not the package's own: this lets `npx crossover` find it in a clone. */
export async function linkCommand(root: string): Promise<readonly string[]> {
  const folder = join(root, 'node_modules', '.bin');
  const link = join(folder, 'crossover');
  if (existsSync(link)) return [];
  await mkdir(folder, { recursive: true });
  if (process.platform === 'win32') {
    await writeFile(`${link}.cmd`, '@node "%~dp0\\..\\..\\bin\\crossover.js" %*\r\n');
  } else {
    await symlink(join('..', '..', 'bin', 'crossover.js'), link);
  }
  return [];
}

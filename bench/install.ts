import { hasProgram, runProgram } from './process.ts';
import { isInstalled } from './rivals/installed.ts';

/** Installs what Debian and npm offer of the rivals that are not there. */
export function installRivals(): void {
  if (!isInstalled('hyperformula') || !isInstalled('@quri/squiggle-lang'))
    runProgram('npm', ['ci', '--prefix', import.meta.dirname]);
  const packages = [
    ...(hasProgram('g++') ? [] : ['gcc', 'g++', 'libc6-dev']),
    ...(hasProgram('python3', ['-c', 'import numba, numpy']) ? [] : ['python3-numba', 'python3-numpy']),
  ];
  if (packages.length > 0) runProgram('apt-get', ['install', '-y', ...packages]);
}

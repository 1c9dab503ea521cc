import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { runProgram } from './process.ts';

/** Puts what was measured in place of one section of a page in docs; the others are left as they are. */
export async function writeSection(
  name: 'speed' | 'growth',
  text: string,
  file: 'performance.md' | 'usage.md' = 'performance.md',
): Promise<void> {
  const page = join(import.meta.dirname, '..', 'docs', file);
  const before = readFileSync(page, 'utf8');
  const [begin, end] = [`<!-- ${name}: generated -->`, `<!-- ${name}: end -->`];
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/${file} has no section between ${begin} and ${end}`);
  const after = `${before.slice(0, from)}${begin}\n\n${text.trim()}\n\n${before.slice(to)}`;
  const options = (await resolveConfig(page)) ?? {};
  writeFileSync(page, await format(after, { ...options, filepath: page }));
}

/** What every figure depends on: the day, the commit, the machine and how busy it was. */
export function circumstances(loadBefore: number): string {
  const [cpu] = cpus();
  const commit = runProgram('git', ['rev-parse', '--short', 'HEAD']).stdout.toString().trim();
  const machine = `${cpus().length} cores of ${cpu?.model.trim()}, Node ${process.versions.node}`;
  const day = new Date().toISOString().slice(0, 10);
  return `Measured on ${day} at commit ${commit}: ${machine}; load ${loadBefore.toFixed(1)} at the start and ${(loadavg()[0] ?? 0).toFixed(1)} at the end.`;
}

/** A table of cells; the first columns are texts, the others figures. */
export function tableOf(heads: readonly string[], rows: readonly (readonly string[])[], texts = 1): string {
  const rule = heads.map((_, index) => (index < texts ? '---' : '--:'));
  return [heads, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placementProgram } from '../../src/analysis/index.ts';
import { solveProgram } from '../../src/io/solve-program.ts';
import { lpText, mpsText, type LinearProgram } from '../../src/optimization/index.ts';
import { companyPortfolio } from '../support/company-portfolio.ts';
import { largePortfolio } from '../support/large-portfolio.ts';
import { portfolioOf } from '../support/portfolio.ts';

/** The least cost that COIN-OR CBC finds for a file, with the number that no decision changes, which it leaves out of LP files. */
function solveWithCbc(format: 'lp' | 'mps', text: string): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'plan-'));
  try {
    const [file, answer] = [path.join(folder, `plan.${format}`), path.join(folder, 'answer.txt')];
    writeFileSync(file, text);
    execFileSync('cbc', [file, '-ratioGap', '0', '-allowableGap', '0', '-solve', '-solution', answer]);
    const [first = ''] = readFileSync(answer, 'utf8').split('\n');
    const found = /^Optimal - objective value (\S+)/u.exec(first);
    if (found === null) throw new Error(`cbc says: ${first}`);
    return Number(found[1]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isInstalled = spawnSync('cbc', ['-stop']).error === undefined;

const { program } = placementProgram(portfolioOf(largePortfolio({ workloads: 12, clusters: 5, options: 6 })));

describe.runIf(isInstalled).each([
  ['of a company', companyPortfolio({ workloads: 25, clusters: 6, options: 8 })],
  ['of like clusters', largePortfolio({ workloads: 12, clusters: 5, options: 6 })],
])('the exported program %s', (_, scenario) => {
  it('has the same optimum in COIN-OR CBC', async () => {
    const asked = placementProgram(portfolioOf(scenario)).program;
    const withoutOffset: LinearProgram = { ...asked, offset: 0 };
    const { cost, status } = await solveProgram(withoutOffset);
    expect(status).toBe('optimal');
    for (const [format, write] of [
      ['lp', lpText],
      ['mps', mpsText],
    ] as const)
      // prettier-ignore
      expect(solveWithCbc(format, write(withoutOffset)) / (cost ?? 0)).toBeCloseTo(1, 6);
  }, 120_000);
});

it.skipIf(isInstalled)('COIN-OR CBC is not installed here: apt-get install coinor-cbc', () => {
  expect(isInstalled).toBe(false);
});

it('a program is tight: without whole numbers it costs nearly as much as with them', async () => {
  const whole = await solveProgram(program);
  const columns = program.columns.map((column) => ({ ...column, isWhole: false }));
  const relaxed = await solveProgram({ ...program, columns });
  const share = (relaxed.cost ?? 0) / (whole.cost ?? 1);
  expect(share).toBeGreaterThan(0.85);
  expect(share).toBeLessThanOrEqual(1);
}, 120_000);

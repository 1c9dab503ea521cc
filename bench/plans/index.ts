/** How long the plan of a portfolio takes, from its file to the answer on the screen, and what is proved of it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { companyPortfolio } from '../../test/support/company-portfolio.ts';
import { largePortfolio } from '../../test/support/large-portfolio.ts';
import { runProgram } from '../process.ts';

interface Subject {
  readonly name: string;
  readonly of: (size: Size) => string;
  readonly size: Size;
}

interface Placed {
  readonly portfolio: { readonly status: string; readonly gap: string | null };
}

interface Size {
  readonly workloads: number;
  readonly clusters: number;
  readonly options: number;
  readonly seed: number;
}

const subjects: readonly Subject[] = [
  ...[1, 2, 3].map((seed) => ({
    name: `a company (seed ${seed})`,
    of: companyPortfolio,
    size: { workloads: 25, clusters: 20, options: 12, seed },
  })),
  ...[1, 2, 3].map((seed) => ({
    name: `a company (seed ${seed})`,
    of: companyPortfolio,
    size: { workloads: 200, clusters: 20, options: 12, seed },
  })),
  {
    name: 'clusters nearly alike',
    of: largePortfolio,
    size: { workloads: 25, clusters: 6, options: 8, seed: 1 },
  },
];

/** Runs `place` on each. Seconds are those of a clock and of the processor; the latter says more on a machine with other work. */
export function measurePlans(print: (line: string) => void): readonly object[] {
  const folder = mkdtempSync(join(tmpdir(), 'plans-'));
  try {
    return subjects.map(({ name, of, size }) => {
      const file = join(folder, 'portfolio.yaml');
      writeFileSync(file, `crossover: 1\nname: ${name}\n${of(size)}\n`);
      const started = performance.now();
      const place = ['node', 'bin/crossover.js', 'place', file, '--format', 'json'];
      const { stdout, stderr } = runProgram('/usr/bin/time', ['-f', 'processor %U %S', ...place]);
      const seconds = (performance.now() - started) / 1000;
      const [, user = '', system = ''] = /processor (\S+) (\S+)/u.exec(stderr) ?? [];
      const processor = Number(user) + Number(system);
      const { portfolio } = JSON.parse(stdout.toString()) as Placed;
      const { status, gap } = portfolio;
      print(
        `${size.workloads} workloads, ${size.options} options each, ${size.clusters} clusters, ${name}: ${status}, gap ${gap}, ${seconds.toFixed(1)} s (${processor.toFixed(1)} s of processor)`,
      );
      return { name, ...size, status, gap, seconds, processor };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

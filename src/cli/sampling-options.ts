import { InvalidArgumentError, Option, type Command } from 'commander';

/** The flags of all commands that draw uncertain inputs, as they were written. */
export interface SamplingFlags {
  readonly samples: string;
  readonly seed: string;
  readonly method: 'sobol' | 'random';
  readonly uncertain?: 'default';
}

/** Adds `--samples`, `--seed`, `--method` and `--uncertain`. */
export function addSamplingOptions(
  command: Command,
  { samples, what }: { readonly samples: string; readonly what: string },
): Command {
  return command
    .addOption(new Option('--samples <n>', what).default(samples).argParser(parseCount))
    .addOption(
      new Option('--seed <n>', 'random seed; the same seed gives the same result')
        .default('1')
        .argParser(parseCount),
    )
    .addOption(
      new Option('--method <method>', 'sampling method: scrambled Sobol points or pseudo-random numbers')
        .choices(['sobol', 'random'])
        .default('sobol'),
    )
    .addOption(
      new Option(
        '--uncertain <which>',
        '`default`: common inputs without a distribution take a usual one, each with its source',
      ).choices(['default']),
    );
}

/** A count as it is written, `1000000`, `1_000_000` or `1e6`; NaN where it is none. */
export function countOf(text: string): number {
  return /^\d[\d_]*(?:e\d{1,2})?$/u.test(text.trim()) ? Number(text.replaceAll('_', '')) : Number.NaN;
}

/** A count as text, checked; others are refused with an example. */
export function parseCount(text: string): string {
  if (Number.isNaN(countOf(text))) {
    throw new InvalidArgumentError('Expected a whole number such as 10000, 100_000 or 1e6.');
  }
  return text;
}

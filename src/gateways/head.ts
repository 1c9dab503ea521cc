import { withoutUnsafe } from '../diagnostics/index.ts';
import { stringify } from 'yaml';
import { Exact } from '../formula/index.ts';
import type { Remark, Routing } from './types.ts';

/** What stands above every configuration that has comments: what it was made of, what it needs, and what it does not do. */
export function head(
  routing: Routing,
  needed: readonly string[],
  remarks: readonly Remark[],
  needs = 'Read from the environment',
): string {
  const routes = routing.routes.map(
    ({ name, option, targets }) =>
      `${name}: ${option}${targets.some(({ fallback }) => fallback) ? ', with failover' : ''}`,
  );
  const lines = [
    `The plan of ${routing.scenario}, ${routing.cost}; written by crossover.`,
    ...routes.map((each) => `  ${each}`),
    ...(needed.length === 0 ? [] : [`${needs}: ${[...new Set(needed)].join(', ')}.`]),
    ...(remarks.length === 0 ? [] : ['Not set up here, or to be known:']),
    ...remarks.map((each) => `  ${remarkSentence(each)}`),
  ];
  return lines.map((each) => `# ${withoutUnsafe(each)}\n`).join('');
}

/** A remark on one line. */
export function remarkSentence({ workload, text }: Remark): string {
  return workload === null ? text : `${workload}: ${text}`;
}

/**
 * YAML without anchors. Small numbers are written in full: readers of YAML 1.1 (Python's) take `6e-7`, without a decimal point,
 * for a text, and `2023-06-01` for a date.
 */
export function yamlText(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false, version: '1.1' }).replaceAll(
    /(?<=: )\d+(?:\.\d+)?e[+-]\d+$/gmu,
    (number) => new Exact(number).toFixed(),
  );
}

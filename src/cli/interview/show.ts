import { ok, renderDiagnostics, type Result } from '../../diagnostics/index.ts';
import {
  completed,
  estimate,
  questionsFor,
  shareOfPaid,
  type Estimate,
  type Known,
} from '../../interview/index.ts';
import { formatMoney } from '../../report/index.ts';

/** The running estimate on one line: every option with its cost, the cheapest that can be chosen first. */
export function estimateLine(known: Known): string {
  const found = estimate(known);
  if (!found.ok) return `  So far: ${renderDiagnostics(found.diagnostics.slice(0, 1), new Map())}`;
  const open = questionsFor(known).filter(({ id }) => !known.answers.has(id)).length;
  const rest = open === 0 ? '' : ' (suggestions for the rest)';
  return `  So far: ${costs(found.value)}${rest}`;
}

function costs({ options, currency, chosen }: Estimate): string {
  const ordered = options.toSorted(
    (a, b) =>
      Number(b.id === chosen) - Number(a.id === chosen) ||
      (a.monthly === null ? 1 : b.monthly === null ? -1 : a.monthly.cmp(b.monthly)),
  );
  return ordered
    .map(({ id, monthly, excluded }) => {
      const cost =
        monthly === null ? 'unknown' : `~${formatMoney(monthly.toSignificantDigits(3))} ${currency}/month`;
      return `${id} ${cost}${excluded === null ? '' : ' (excluded)'}`;
    })
    .join(', ');
}

/** The answers, one a line. */
export function answerLines(known: Known): string {
  const full = completed(known);
  return questionsFor(known)
    .map(({ id }) => `  ${id.padEnd(12)} ${full.answers.get(id) ?? ''}`)
    .join('\n');
}

/** The file that is to be written, and what is said when it is; fails where the scenario would be refused. */
export function finalWords(known: Known): { readonly file: string; readonly text: Result<string> } {
  const full = completed(known);
  const file = full.answers.get('file') ?? '';
  const found = estimate(known);
  if (!found.ok) return { file, text: found };
  const { chosen, currency } = found.value;
  const share = shareOfPaid(full, found.value);
  const lines = [
    `Wrote ${file}: ${chosen === null ? 'no option can be chosen' : `${chosen} is the cheapest that can be chosen`}.`,
    `  ${costs(found.value)}`,
    ...(share === null
      ? []
      : [
          `  You pay ${full.answers.get('paid') ?? ''} now; ${found.value.options[0]?.id ?? ''} comes to ${share.times(100).toSignificantDigits(3).toFixed()} % of that in ${currency}. If that is far from 100 %, check volume and tokens first.`,
        ]),
    '',
    'Next:',
    `  crossover run ${file}`,
    `  crossover addresses ${file}`,
  ];
  return { file, text: ok(`${lines.join('\n')}\n`) };
}

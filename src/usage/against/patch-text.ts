import type { UsageResult } from '../profile/result.ts';
import { periodText } from '../profile/words.ts';
import type { ExpectedMonth } from './month.ts';
import type { Recalibrated } from './result.ts';

/** A scenario that extends the one that was expected, with what the log says in place of it; each figure says what it rests on. */
export function patchText(
  { log, period, rows }: Omit<UsageResult, 'scenario'>,
  file: string,
  recalibrated: readonly Recalibrated[],
  { month, settings }: ExpectedMonth,
): string {
  const used = new Set(recalibrated.map(({ address }) => address));
  const lines = [
    `# ${plain(file)} as it was used: ${log.title}, ${String(rows.counted)} rows, ${period.from} to ${period.until} UTC (${periodText(period.hours)}).`,
    'crossover: 1',
    `extends: ${JSON.stringify(file)}`,
    'set:',
    ...settings
      .filter(({ address }) => !used.has(address))
      .flatMap(({ address, value }) => [
        `  # expected of ${month ?? ''}`,
        `  ${JSON.stringify(address)}: ${value}`,
      ]),
    ...recalibrated.flatMap(({ address, expected, logged, basis }) => [
      `  # ${plain(basis)}${expected === null ? '' : `; was ${expected}`}`,
      `  ${JSON.stringify(address)}: ${logged}`,
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** A text for a comment: on one line, and not endless. */
function plain(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').slice(0, 300);
}

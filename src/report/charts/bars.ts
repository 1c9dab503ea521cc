const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A bar from one share of the width to another, in whole characters, at least one. */
export function span(from: number, to: number, width: number): string {
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const start = Math.min(width - 1, Math.max(0, Math.round(low * width)));
  const end = Math.min(width, Math.max(start + 1, Math.round(high * width)));
  return ' '.repeat(start) + '█'.repeat(end - start) + ' '.repeat(width - end);
}

/** A histogram on one line: a character for each count, empty ones blank. */
export function profile(counts: readonly number[]): string {
  const most = Math.max(1, ...counts);
  return counts
    .map((count) =>
      count === 0 ? ' ' : (levels[Math.min(7, Math.max(0, Math.ceil((count / most) * 8) - 1))] ?? ''),
    )
    .join('');
}

import { groupThousands } from '../formula/index.ts';
import type { SearchProgress } from '../io/index.ts';
import type { Environment } from './environment.ts';

/** Shorter searches need no line. */
const patience = 700;
const between = 500;

/** A line on stderr, where that is a terminal, with how far a search is; what it returns takes the line away. */
export function showSearch(
  { stderr }: Environment,
  quiet: boolean,
  currency: string,
  progress: () => SearchProgress,
): () => void {
  if (!stderr.isTerminal || quiet) return () => undefined;
  const clear = '\r\u001B[2K';
  let isShown = false;
  const show = (): void => {
    isShown = true;
    stderr.write(`${clear}${searchLine(progress(), currency)}`);
  };
  let timer = setTimeout(function again() {
    show();
    timer = setTimeout(again, between);
  }, patience);
  return () => {
    clearTimeout(timer);
    if (isShown) stderr.write(clear);
  };
}

/** `best plan 12,345 USD/month, none below 12,300: gap 0.36 %, 120 nodes; Ctrl-C takes the best so far` */
export function searchLine({ cost, bound, nodes }: SearchProgress, currency: string): string {
  const amount = (value: number): string => `${groupThousands(String(Math.round(value)))} ${currency}/month`;
  if (cost === null)
    return bound === null ? 'looking for a plan' : `looking for a plan, none below ${amount(bound)}`;
  const best = `best plan ${amount(cost)}`;
  if (bound === null) return `${best}; Ctrl-C takes the best so far`;
  const gap = Math.max(0, (cost - bound) / Math.max(Math.abs(cost), 1e-10)) * 100;
  return `${best}, none below ${amount(bound)}: gap ${gap.toFixed(2)} %, ${nodes} ${nodes === 1 ? 'node' : 'nodes'}; Ctrl-C takes the best so far`;
}

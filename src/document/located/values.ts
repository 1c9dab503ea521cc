import type { IsoDate } from './iso-date.ts';
import { nearest } from '../../diagnostics/index.ts';
import { reportAt, type ValueReader } from './report.ts';
import { describeNode } from './node.ts';

/** A text that is not empty, of at most 2,000 characters, without control characters. */
export const text: ValueReader<string> = (node, address, report) => {
  if (node.type !== 'scalar') {
    return reportAt(report, 'wrong-type', address, `expected a text, found ${describeNode(node)}`, node);
  }
  if (node.text.trim() === '') return reportAt(report, 'wrong-value', address, 'expected a text', node);
  if (node.text.length > 2_000) {
    return reportAt(
      report,
      'wrong-value',
      address,
      `a text of ${node.text.length} characters is too long`,
      node,
    );
  }
  return node.text;
};

const idPattern = /^[A-Za-z0-9][A-Za-z0-9._:@+/-]{0,199}$/u;

/** An id: letters, digits and . _ : @ + / - such as `openai/gpt-4o-mini`. */
export const id: ValueReader<string> = (node, address, report) => {
  const value = text(node, address, report);
  if (value === undefined || idPattern.test(value)) return value;
  const message = `expected an id of letters, digits and . _ : @ + / -, found ${describeNode(node)}`;
  return reportAt(report, 'wrong-value', address, message, node);
};

/** `true` or `false`. */
export const boolean: ValueReader<boolean> = (node, address, report) => {
  if (node.type === 'scalar' && node.text === 'true') return true;
  if (node.type === 'scalar' && node.text === 'false') return false;
  return reportAt(
    report,
    'wrong-value',
    address,
    `expected true or false, found ${describeNode(node)}`,
    node,
  );
};

/** One of the given words. */
export function choice<const T extends string>(choices: readonly T[]): ValueReader<T> {
  return (node, address, report) => {
    const found = node.type === 'scalar' ? choices.find((each) => each === node.text) : undefined;
    if (found !== undefined) return found;
    const meant = node.type === 'scalar' ? nearest(node.text, choices) : undefined;
    const hint = meant === undefined ? undefined : `did you mean '${meant}'?`;
    const message = `expected ${choices.join(', ')}, found ${describeNode(node)}`;
    return reportAt(report, 'wrong-value', address, message, { span: node.span, hint });
  };
}

/** Whether the text is a day of the calendar, `2026-11-01`. */
export function isDate(value: string): value is IsoDate {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** A day of the calendar, `2026-11-01`. */
export const date: ValueReader<IsoDate> = (node, address, report) => {
  if (node.type === 'scalar' && isDate(node.text)) return node.text;
  const message = `expected a date such as 2026-11-01, found ${describeNode(node)}`;
  const written = node.type === 'scalar' ? dayFirst(node.text) : undefined;
  const hint = written === undefined ? undefined : `did you mean '${written}'?`;
  return reportAt(report, 'wrong-value', address, message, { span: node.span, hint });
};

/** `01.11.2026`, day before month; with other marks or in another order it could be two days, and none is offered. */
function dayFirst(text: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/u.exec(text) ?? [];
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(written) ? written : undefined;
}

/** An ISO 4217 currency code. */
export const currency: ValueReader<string> = (node, address, report) => {
  if (node.type === 'scalar' && /^[A-Z]{3}$/u.test(node.text)) return node.text;
  const message = `expected a currency code such as USD, found ${describeNode(node)}`;
  return reportAt(report, 'wrong-value', address, message, node);
};

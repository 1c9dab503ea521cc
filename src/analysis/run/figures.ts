import { formatUnit, type Exact, type InputNode } from '../../formula/index.ts';

/** Decimal places that amounts keep in results: far below a cent, and few enough that sums of them are exact. */
const places = 20;

/** An amount as results carry it; lines rounded so are then summed, so that they add up to their total exactly. */
export function amount(value: Exact): Exact {
  return value.isZero() || value.isInteger() ? value : value.toDecimalPlaces(places);
}

/** A figure as results carry it; null where it is not a number, such as a cost per token of no tokens. */
export function figure(value: Exact | null | undefined): Exact | null {
  return value === null || value === undefined || !value.isFinite() ? null : amount(value);
}

/** As `figure`, for figures that cannot be undefined. */
export function requiredFigure(value: Exact): Exact {
  const known = figure(value);
  if (known === null) throw new Error('a figure is not a number');
  return known;
}

interface StatedInput {
  readonly path: string;
  readonly label: string;
  readonly unit: string;
  readonly value: Exact;
}

/** An input as results list it. */
export function statedInput({ address, label, unit, value }: InputNode): StatedInput {
  return { path: address, label, unit: formatUnit(unit), value: requiredFigure(value) };
}

/** A count of whole things. */
export function count(value: Exact): number {
  return value.toNumber();
}

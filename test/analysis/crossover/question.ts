import {
  findCrossovers,
  type Crossovers,
  type CrossoverQuestion,
} from '../../../src/analysis/crossover/index.ts';
import { Exact, Graph, type InputNode, type Node } from '../../../src/formula/index.ts';

/** A graph over one plain number, `x`, so that costs are written down as they are. */
export class Costs {
  readonly graph = new Graph();
  readonly x: InputNode;

  constructor(bounds: { readonly minimum?: number; readonly maximum?: number } = {}) {
    this.x = this.input('x', 10, bounds);
  }

  input(
    address: string,
    value: number,
    bounds: { readonly minimum?: number; readonly maximum?: number } = {},
  ): InputNode {
    return this.graph.input({
      address,
      label: address,
      unit: '1',
      value: new Exact(value),
      provenance: { kind: 'test', origin: { type: 'assumption', words: '' } },
      ...(bounds.minimum === undefined ? {} : { minimum: new Exact(bounds.minimum) }),
      ...(bounds.maximum === undefined ? {} : { maximum: new Exact(bounds.maximum) }),
    });
  }

  number(value: number | string): Node {
    return this.graph.constant(value);
  }

  /** fixed + rate · x */
  linear(fixed: number | string, rate: number | string): Node {
    return this.graph.add(this.number(fixed), this.graph.multiply(this.number(rate), this.x));
  }

  /** fixed + price · ceil(x / size) */
  stepped(fixed: number | string, price: number | string, size: number | string): Node {
    const count = this.graph.ceiling(this.graph.divide(this.x, this.number(size)));
    return this.graph.add(this.number(fixed), this.graph.multiply(this.number(price), count));
  }

  /** x · low, and x · high for all of it from `above` on. */
  tiered(above: number, low: number, high: number): Node {
    const price = this.graph.choose({
      by: this.x,
      otherwise: this.number(low),
      cases: [{ above: this.number(above), value: this.number(high) }],
      inclusive: true,
    });
    return this.graph.multiply(this.x, price);
  }

  compare(buy: Node, build: Node, more: Partial<CrossoverQuestion> = {}): Crossovers {
    return findCrossovers({
      parameter: this.x,
      options: [
        { id: 'buy', kind: 'buy', total: buy },
        { id: 'build', kind: 'build', total: build },
      ],
      ...more,
    });
  }
}

/** `buy 0..5, build 5..`, in ten digits. */
export function listed(of: { readonly intervals: Crossovers['all']['intervals'] }): string {
  const show = (value: Exact | null): string => value?.toSignificantDigits(10).toString() ?? '';
  return of.intervals.map(({ from, to, cheapest }) => `${cheapest} ${show(from)}..${show(to)}`).join(', ');
}

export function onlyPair(of: Crossovers): Crossovers['pairs'][number] {
  const [pair] = of.pairs;
  if (pair === undefined || of.pairs.length !== 1) throw new Error('not one pair');
  return pair;
}

import {
  type Curves,
  deserializeFormulas,
  evaluateAll,
  Exact,
  type Node,
  type Overrides,
  varyingDoubles,
  varyingExact,
} from '../../formula/index.ts';
import type { PageData } from '../formats/html/page-data.ts';
import { formatCompact, formatMoney, formatShare } from '../numbers/format-number.ts';
import type { LinePicture, StackPicture } from '../pictures/picture.ts';

const mostBars = 6;
const mostLines = 5;
const points = 60;

/** An option with its figures. */
export interface ComputedOption {
  readonly id: string;
  readonly kind: string;
  readonly feasible: boolean;
  readonly monthly: Exact;
  readonly perMtok: Exact;
  readonly lines: readonly { readonly label: string; readonly monthly: Exact }[];
  readonly node: Node;
}

/** A workload's options, the cheapest that may be chosen first. */
export interface ComputedWorkload {
  readonly id: string;
  readonly options: readonly ComputedOption[];
  readonly best: ComputedOption | null;
  readonly next: ComputedOption | null;
  /** What the best saves against the next, as a share of the next one's cost. */
  readonly margin: Exact | null;
  readonly tokens: Exact;
}

/** The formulas of the scenario, read exactly, as the command reads them. */
export class Engine {
  readonly #data: PageData;
  readonly #roots: readonly Node[];
  #moving: { readonly key: string; readonly at: Curves<Exact> | null } | null = null;

  constructor(data: PageData) {
    [this.#data, this.#roots] = [data, deserializeFormulas(data.formulas)];
  }

  /** All figures; `moved` is the input that was moved last, and is likely to be moved again. */
  compute(overrides: Overrides, moved: string | null = null): readonly ComputedWorkload[] {
    const values = this.#valuesAt(overrides, moved);
    const of = (root: number): Exact => values[root] ?? new Exact(Number.NaN);
    return this.#data.workloads.map(({ id, options, tokens }): ComputedWorkload => {
      const computed = options
        .map((option) => ({
          id: option.id,
          kind: option.kind,
          feasible: option.feasible,
          monthly: of(option.monthly),
          perMtok: of(option.perMtok),
          lines: option.lines.map(({ label, root }) => ({ label, monthly: of(root) })),
          node: this.#root(option.monthly),
        }))
        .sort((a, b) => Number(b.feasible) - Number(a.feasible) || a.monthly.cmp(b.monthly));
      const [best = null, next = null] = computed.filter(({ feasible }) => feasible);
      const margin =
        best === null || next === null || next.monthly.isZero()
          ? null
          : next.monthly.minus(best.monthly).div(next.monthly);
      return { id, options: computed, best, next, margin, tokens: of(tokens) };
    });
  }

  /** What each option's cost is made of. */
  costPicture({ id, options, best, next, margin }: ComputedWorkload): StackPicture {
    const { currency } = this.#data;
    const title =
      best === null
        ? `${id}: no option may be chosen`
        : [
            `${best.id} costs ${formatMoney(best.monthly)} ${currency} a month`,
            next === null || margin === null
              ? ''
              : this.isClose(margin)
                ? `, too close to ${next.id} to call`
                : `, ${formatShare(margin)} less than ${next.id}`,
          ].join('');
    return {
      picture: 'stack',
      title,
      subtitle: `Cost by line, ${currency} a month, ${id}`,
      bars: options.slice(0, mostBars).map((option) => ({
        label: option.feasible ? option.id : `${option.id} (may not be chosen)`,
        isChosen: option === best,
        parts: option.lines.map(({ label, monthly }) => ({
          label: label.replace(/ \((?:buy|build)\)$/u, ''),
          value: monthly.toNumber(),
        })),
      })),
    };
  }

  /** What the options cost over the volume; null where the volume decides more than amounts. */
  volumePicture(
    computed: ComputedWorkload,
    place: number,
    overrides: Overrides,
    present: number,
  ): LinePicture | null {
    const address = this.#data.workloads[place]?.volume ?? null;
    if (address === null || present === 0) return null;
    const shown = computed.options.filter(({ feasible }) => feasible).slice(0, mostLines);
    const curves = varyingDoubles(
      shown.map(({ node }) => node),
      overrides,
    ).curves(address);
    if (curves === null) return null;
    const perVolume = computed.tokens.toNumber() / present;
    const volumes = Array.from({ length: points + 1 }, (_, index) => (3 * present * index) / points);
    const costs = volumes.map((volume) => curves(volume));
    return {
      picture: 'lines',
      title: `${computed.best?.id ?? 'No option'} at ${formatCompact(computed.tokens.toSignificantDigits(4))} tokens a month`,
      subtitle: `Cost over the volume, ${this.#data.currency} a month, ${computed.id}`,
      scale: 'linear',
      xUnit: 'tokens a month',
      x: volumes.map((volume) => volume * perVolume),
      lines: shown.map(({ id }, index) => ({
        label: id,
        y: costs.map((each) => {
          const cost = each[index] ?? Number.NaN;
          return Number.isFinite(cost) ? cost : null;
        }),
      })),
      marks: [{ at: present * perVolume, label: 'now' }],
    };
  }

  isClose(margin: Exact): boolean {
    return margin.lte(this.#data.margin);
  }

  /** Where one input is moved on and on, only what depends on it is computed again. */
  #valuesAt(overrides: Overrides, moved: string | null): readonly Exact[] {
    const value = moved === null ? undefined : overrides.get(moved);
    if (moved === null || value === undefined) return evaluateAll(this.#roots, overrides);
    const others = new Map([...overrides].filter(([address]) => address !== moved));
    const key = JSON.stringify([moved, ...[...others].map(([address, each]) => [address, each.toFixed()])]);
    if (this.#moving?.key !== key)
      this.#moving = { key, at: varyingExact(this.#roots, others).curves(moved) };
    return this.#moving.at?.(value) ?? evaluateAll(this.#roots, overrides);
  }

  #root(place: number): Node {
    const root = this.#roots[place];
    if (root === undefined) throw new Error('a formula is missing');
    return root;
  }
}

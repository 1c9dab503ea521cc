import type { LocatedNode } from '../located/index.ts';
import type { Exact } from '../../formula/index.ts';
import type { Distribution } from '../../statistics/index.ts';

/** What numbers make sense at a place. */
export interface Range {
  /** Smallest value; values equal to `above` are refused. */
  readonly least?: Exact;
  readonly above?: Exact;
  /** Largest value; values equal to `under` are refused. */
  readonly most?: Exact;
  readonly under?: Exact;
  readonly whole: boolean;
}

/** What a change of cost is put down to where an input changes. */
export const inputGroups = [
  'price',
  'volume',
  'mix',
  'capacity',
  'people',
  'exchange',
  'assumption',
] as const;
export type InputGroup = (typeof inputGroups)[number];

/** What moves an input from month to month in a forecast. */
export type Trend = 'volume' | 'api_price' | 'gpu_price' | 'purchase_price' | 'wage' | 'power_price';

/** What is usually not known of an input, for `--uncertain default`. */
export interface Assumption {
  /** Around the stated value; null where nothing is assumed of such a value. */
  readonly around: (value: Exact) => Distribution | null;
  /** Where the figures are from, and how they were read. */
  readonly source: string;
}

interface Described {
  /** A few words, as a table or a sentence names it: `input tokens per request`. */
  readonly label: string;
  /** What holds where the key is absent, as it would be written. */
  readonly default?: string;
  /** The group of every input below; the nearest one holds, and an input without one is an assumption. */
  readonly group?: InputGroup;
  /** False for what nobody moves to lower a cost, such as the hours of a month; holds for all that is below. */
  readonly lever?: false;
  /** Which trend its amounts follow; holds for all that is below, where nothing nearer says otherwise. */
  readonly trend?: Trend;
}

export interface QuantitySpec extends Described {
  readonly form: 'quantity';
  /** Units as written; `¤` is a currency. The value is in the first. */
  readonly units: readonly string[];
  /** What the first unit is also counted per, which need not be written: a rate of tokens is one of a `replica`. */
  readonly per?: string;
  /** What is assumed where a user asks for usual uncertainty; absent where nothing is. */
  readonly assume?: Assumption;
  /** The value keeps the unit that it is written in: a period of a rate, requests or tokens. */
  readonly keepsUnit: boolean;
  readonly range: Range;
  readonly example: string;
  /** The key beside this one that takes the same as an amount of that unit. */
  readonly instead?: { readonly unit: string; readonly key: string };
}

/** A field of the format as data: what the JSON Schema, the reference page and the addresses are made from. */
export type Spec =
  | QuantitySpec
  | (Described & { readonly form: 'text'; readonly example?: string })
  | (Described & { readonly form: 'choice'; readonly choices: readonly string[] })
  | (Described & { readonly form: 'flag' })
  | (Described & {
      readonly form: 'record';
      readonly fields: ReadonlyMap<string, { readonly spec: Spec; readonly required: boolean }>;
      /** A scalar that stands for the map, in words, and the map that it stands for. */
      readonly shorthand?: string;
      readonly expand?: (node: LocatedNode) => LocatedNode;
      /** The key whose value has the address of the map, and may stand for it. */
      readonly figure?: string;
      /** Keys of which at least one has to be there. */
      readonly oneOf?: readonly string[];
    })
  | (Described & { readonly form: 'map'; readonly item: string; readonly of: Spec })
  /** With `orOne`, a single value stands for a list of one. */
  | (Described & { readonly form: 'list'; readonly of: Spec; readonly orOne?: true })
  /** Numbers without addresses of their own: an hourly profile. */
  | (Described & { readonly form: 'numbers'; readonly count: number })
  /** A map of one of several kinds, each known by a key of its own. */
  | (Described & { readonly form: 'variants'; readonly variants: ReadonlyMap<string, Spec> })
  /** A fixed word in place of what the field otherwise is. */
  | (Described & { readonly form: 'word-or'; readonly word: string; readonly of: Spec })
  /** A list of entries addressed by their `id`. */
  | (Described & { readonly form: 'entries'; readonly of: Spec })
  /** The keys of a record, none of them needed: its values come to stand elsewhere. */
  | (Described & { readonly form: 'partial'; readonly of: Spec })
  /** Dated rows of a catalog entry; which of them holds is for the catalog to say, so they have no addresses. */
  | (Described & { readonly form: 'rows'; readonly of: Spec });

/** The variant that a node is of; undefined where it has the key of none. */
export function variantOf(
  { variants }: Extract<Spec, { form: 'variants' }>,
  node: LocatedNode | undefined,
): Spec | undefined {
  if (node?.type !== 'map') return undefined;
  return [...variants].find(([key]) => node.entries.has(key))?.[1];
}

import type { InputNode, Node } from '../../formula/index.ts';
import type { OptionModel, Shares } from '../types.ts';

/** One option of one workload, which a plan takes or does not. */
export interface Choice {
  readonly workload: string;
  readonly option: OptionModel;
  /** 1 where it is taken, 0 where it is not. */
  readonly taken: InputNode;
  readonly shares: Shares;
  /** What it costs by itself, without the cost of what it shares. */
  readonly own: Node;
}

/** Something that several choices pay together, and what it costs for those that are taken. */
export interface SharedCost {
  readonly kind: 'cluster' | 'team' | 'platform' | 'commitment' | 'provisioned';
  readonly id: string;
  readonly monthly: Node;
  /** The choices that take part in it. */
  readonly choices: readonly Choice[];
}

import { derivedQuantity } from '../../document/index.ts';
import type { Span } from '../../diagnostics/index.ts';
import { Exact } from '../../formula/index.ts';
import type { RequestClass } from '../types.ts';

/** Shares of requests by input length with the mean input of each, and the mean output of all. */
interface Lengths {
  readonly classes: readonly (readonly [share: string, input: number])[];
  readonly output: number;
}

/**
 * Measured lengths. Azure LLM inference trace 2023, 8,819 requests of code and 19,366 of conversation
 * (github.com/Azure/AzurePublicDataset, CC BY 4.0; Patel et al., Splitwise, ISCA 2024), whose inputs and outputs are uncorrelated;
 * Mooncake's conversation trace, 12,031 requests (github.com/kvcache-ai/Mooncake, Apache-2.0; FAST 2025). Half-octaves of
 * input length put together.
 */
const lengthProfiles = {
  'azure-2023-conversation': {
    classes: [
      ['0.1343', 172],
      ['0.2603', 398],
      ['0.431', 1088],
      ['0.0791', 2134],
      ['0.0936', 4050],
      ['0.0017', 6675],
    ],
    output: 211,
  },
  'azure-2023-code': {
    classes: [
      ['0.1606', 120],
      ['0.1245', 475],
      ['0.2093', 1062],
      ['0.2755', 2103],
      ['0.1438', 3931],
      ['0.0863', 6982],
    ],
    output: 28,
  },
  'mooncake-2025-conversation': {
    classes: [
      ['0.1755', 1027],
      ['0.1654', 2573],
      ['0.2092', 5901],
      ['0.2228', 11870],
      ['0.1582', 22652],
      ['0.0478', 43936],
      ['0.0211', 88467],
    ],
    output: 343,
  },
} as const satisfies Readonly<Record<string, Lengths>>;

export type LengthProfile = keyof typeof lengthProfiles;
export const lengthProfileNames: readonly LengthProfile[] = [
  'azure-2023-conversation',
  'azure-2023-code',
  'mooncake-2025-conversation',
];

/** The classes of requests of measured lengths: shares that add up to 1, each with its mean input and the mean output of all. */
export function lengthClasses(name: LengthProfile, span: Span): readonly RequestClass[] {
  const { classes, output }: Lengths = lengthProfiles[name];
  return classes.map(([share, input]) => ({
    share: derivedQuantity(new Exact(share), '1', span),
    input: derivedQuantity(new Exact(input), 'token/request', span),
    output: derivedQuantity(new Exact(output), 'token/request', span),
  }));
}

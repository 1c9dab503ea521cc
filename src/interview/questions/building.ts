import { rowAt, throughputOf, type GpuOffer } from '../../catalog/index.ts';
import { answer, chosenTemplate, currencyOf, readIn, readNumber } from '../known.ts';
import type { Choice, Known, Question } from '../types.ts';
import { none } from './buying.ts';

const quote: Choice = { value: 'quote', title: 'A quote of mine, by the hour' };
const owned: Choice = { value: 'owned', title: 'GPUs that I own or would buy' };

const hosts = (known: Known): boolean => !['', 'none'].includes(answer(known, 'host'));
const quotes = (known: Known): boolean => hosts(known) && answer(known, 'gpus') === quote.value;
const owns = (known: Known): boolean => hosts(known) && answer(known, 'gpus') === owned.value;
const ownTerms = (known: Known): boolean => quotes(known) || owns(known);

/** What could run on GPUs. */
export const building: readonly Question[] = [
  {
    id: 'host',
    ask: 'Which open model could you run on GPUs?',
    example: 'llama-3.3-70b',
    isSearched: true,
    choices: (known) => [none, ...openModels(known)],
    suggest: (known) => {
      const { host, prices } = chosenTemplate(known);
      const found = openModels(known).find(({ value }) => value === host);
      if (found !== undefined)
        return { value: found.value, why: `a usual size for this kind, with throughput in the catalog` };
      return {
        value: 'none',
        why: prices.length > 0 ? 'the catalog has no throughput of embedding models' : 'buying alone',
      };
    },
  },
  {
    id: 'gpus',
    ask: 'On which GPUs?',
    example: 'lambda/h100-sxm/on-demand',
    isSearched: true,
    applies: hosts,
    choices: (known) => [
      ...rentals(known).map(({ offer, hourly }) => ({
        value: offer.id,
        title: `${offer.id}  ${hourly} ${offer.currency}/GPU/hour`,
      })),
      quote,
      owned,
    ],
    suggest: (known) => {
      const [cheapest] = rentals(known);
      return cheapest === undefined
        ? { value: quote.value, why: 'the catalog has no offer of a GPU on which this model was measured' }
        : {
            value: cheapest.offer.id,
            why: 'the lowest on-demand price per hour among GPUs on which this model was measured',
          };
    },
  },
  {
    id: 'gpu',
    ask: 'Which GPU is it?',
    example: 'h100-sxm',
    applies: ownTerms,
    choices: (known) => measuredGpus(known).map((each) => ({ value: each, title: each })),
    suggest: (known) => ({
      value: measuredGpus(known)[0] ?? '',
      why: 'a GPU on which this model was measured',
    }),
  },
  {
    id: 'gpu-price',
    ask: 'Price of one GPU an hour:',
    example: '2.49 USD/hour',
    applies: quotes,
    suggest: (known) => middleRental(known),
    read: (text, known) =>
      readIn('price of a GPU', [`${currencyOf(known)}/hour`, 'USD/hour'], '2.49 USD/hour')(text),
  },
  {
    id: 'gpu-term',
    ask: 'Term of the quote:',
    example: '1 year',
    applies: quotes,
    suggest: () => ({ value: 'on-demand', why: 'no commitment' }),
    read: (text) =>
      text.trim() === 'on-demand' || text.trim() === 'spot'
        ? { ok: true, value: text.trim(), diagnostics: [] }
        : readIn('term', ['month', 'year'], '1 year')(text),
  },
  {
    id: 'gpu-cost',
    ask: 'Purchase price of one GPU with its share of the server:',
    example: '40000 USD',
    applies: owns,
    suggest: () => ({
      value: '42000 USD',
      why: 'trade estimates of 40,000 to 43,000 USD for a B200, 2026; put your own quote here',
    }),
    read: (text, known) => readIn('purchase price', [currencyOf(known), 'USD'], '40000 USD')(text),
  },
  {
    id: 'gpu-node',
    ask: 'GPUs in a node, the smallest number that you get:',
    example: '8',
    applies: ownTerms,
    suggest: () => ({ value: '8', why: 'usual for servers' }),
    read: readNumber({ what: 'GPUs in a node', least: 1, most: 100_000, whole: true }),
  },
  {
    id: 'headcount',
    ask: 'People who would run it (full-time equivalents):',
    example: '0.5',
    applies: hosts,
    suggest: () => ({ value: '0.5', why: 'assumption: half an engineer for upkeep, on call and upgrades' }),
    read: readNumber({ what: 'headcount', most: 10_000 }),
  },
  {
    id: 'loaded-cost',
    ask: 'What one of them costs a year, all included:',
    example: '190k USD/year',
    applies: (known) => hosts(known) && answer(known, 'headcount') !== '0',
    suggest: () => ({
      value: '190k USD/year',
      why: 'median wage of US software developers, 135,980 USD (BLS 15-1252, May 2025), times 1.4 for benefits and overhead (assumption)',
    }),
    read: (text, known) =>
      readIn('loaded cost', [`${currencyOf(known)}/year`, 'USD/year'], '190k USD/year')(text),
  },
];

/** Models whose throughput was measured, with the GPUs. */
function openModels({ catalog }: Known): readonly Choice[] {
  const found = new Map<string, Set<string>>();
  for (const { model, gpu } of catalog.throughput) {
    const gpus = found.get(model) ?? new Set<string>();
    found.set(model, gpus.add(gpu));
  }
  return [...found]
    .map(([model, gpus]) => ({ value: model, title: `${model}  measured on ${[...gpus].sort().join(', ')}` }))
    .toSorted((a, b) => (a.value < b.value ? -1 : 1));
}

function measuredGpus(known: Known): readonly string[] {
  const measured = throughputOf(known.catalog, answer(known, 'host')).map(({ gpu }) => gpu);
  return [...new Set(measured)].sort();
}

interface Rental {
  readonly offer: GpuOffer;
  readonly hourly: string;
}

/** On-demand offers of GPUs that the model was measured on, the cheapest first. */
function rentals(known: Known): readonly Rental[] {
  const { catalog } = known;
  const gpus = new Set(measuredGpus(known));
  const region = answer(known, 'residency');
  return [...catalog.offers.values()]
    .filter(({ gpu, term }) => gpus.has(gpu) && term === 'on-demand')
    .filter(({ id, residency }) => isBusiness(id) && (region === 'any' || residency.includes(region)))
    .flatMap((offer) => {
      const hourly = rowAt(offer.rows, catalog.date, null)?.hourly;
      return hourly === null || hourly === undefined ? [] : [{ offer, hourly }];
    })
    .filter(({ offer }) => offer.currency === 'USD')
    .toSorted((a, b) => a.hourly.cmp(b.hourly) || (a.offer.id < b.offer.id ? -1 : 1))
    .map(({ offer, hourly }) => ({ offer, hourly: hourly.toFixed() }));
}

/** Marketplaces of private persons' machines are not suggested. */
function isBusiness(id: string): boolean {
  return !/community|marketplace|vast-ai/u.test(id);
}

function middleRental(known: Known): { readonly value: string; readonly why: string } {
  const same = rentals(known).filter(({ offer }) => offer.gpu === answer(known, 'gpu'));
  const middle = same[Math.floor(same.length / 2)];
  return middle === undefined
    ? { value: '3 USD/hour', why: 'assumption: put your own quote here' }
    : { value: `${middle.hourly} USD/hour`, why: `the catalog's ${middle.offer.id}` };
}

import { Exact } from '../formula/index.ts';
import { answer, chosenTemplate, monthlyRequests } from './known.ts';
import { countedWords } from './questions/use.ts';
import { questions } from './questions/index.ts';
import { templateOf } from './templates/index.ts';
import type { Fact, Known } from './types.ts';
import { completed, suggestionFor } from './walk.ts';

/**
 * The scenario that follows from the answers, with suggestions in place of those that are missing. A comment beside each
 * figure says where it is from: whose figure it is, that it is assumed, or that it is the reader's own.
 */
export function writeScenario(known: Known): string {
  const full = completed(known);
  const lines = [
    ...opening(full),
    ...prices(full),
    ...clusters(known, full),
    'workloads:',
    `  ${answer(full, 'name')}:`,
    ...demand(known, full).map((line) => `    ${line}`),
    ...constraints(full).map((line) => `    ${line}`),
    '    options:',
    ...options(known, full).map((line) => `      ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** Ids of the options, by the question whose answer they are. */
function optionIds(full: Known): ReadonlyMap<'buy' | 'also' | 'host', string> {
  const ids = new Map<'buy' | 'also' | 'host', string>();
  for (const question of ['buy', 'also', 'host'] as const) {
    const chosen = answer(full, question);
    if (chosen === '' || chosen === 'none') continue;
    const short = `${question === 'host' ? 'own-' : ''}${chosen.slice(chosen.lastIndexOf('/') + 1)}`;
    const id = short.replaceAll(/[^A-Za-z0-9-]+/gu, '-');
    ids.set(question, [...ids.values()].includes(id) ? `${id}-2` : id);
  }
  return ids;
}

function opening(full: Known): readonly string[] {
  const { title } = chosenTemplate(full);
  return [
    `# ${title}.`,
    '# Written by `crossover init`. Change any figure and run it again:',
    `#   crossover run ${comment(answer(full, 'file'))}`,
    "# Figures marked 'assumption' were not measured: replace them first.",
    'crossover: 1',
    `name: ${JSON.stringify(answer(full, 'name'))}`,
    `catalog: ${JSON.stringify(full.catalogVersion)}`,
    `currency: ${answer(full, 'currency')}`,
    '',
  ];
}

/** Prices that the catalog does not have, of the options that are compared. */
function prices(full: Known): readonly string[] {
  const wanted = [answer(full, 'buy'), answer(full, 'also')];
  const own = chosenTemplate(full).prices.filter(({ id }) => wanted.includes(id));
  if (own.length === 0) return [];
  return [
    'prices:',
    ...own.flatMap(({ id, input, fact }) => [
      `  # ${sourceOf(fact)}`,
      `  - { id: ${id}, input: ${input} USD/Mtok, output: 0 USD/Mtok }`,
    ]),
    '',
  ];
}

function clusters(known: Known, full: Known): readonly string[] {
  const host = answer(full, 'host');
  if (host === 'none') return [];
  const gpus = answer(full, 'gpus');
  const isOwn = gpus === 'quote' || gpus === 'owned';
  const hasTeam = !new Exact(answer(full, 'headcount')).isZero();
  return [
    ...(hasTeam
      ? [
          'teams:',
          '  operations:',
          `    headcount: ${answer(full, 'headcount')} # ${originOf(known, 'headcount')}`,
          `    loaded_cost: ${answer(full, 'loaded-cost')} # ${originOf(known, 'loaded-cost')}`,
          '',
        ]
      : []),
    ...(gpus === 'quote' ? quotedOffer(known, full) : gpus === 'owned' ? ownedOffer(known, full) : []),
    'clusters:',
    '  own:',
    `    model: ${host} # ${originOf(known, 'host')}`,
    `    offer: ${isOwn ? 'my-gpus' : gpus} # ${originOf(known, 'gpus')}`,
    '    # utilization: 70%          how full GPUs may run at the busiest hour',
    '    # platform: 400 USD/month   gateway, prompt registry, evaluation',
    '',
  ];
}

function quotedOffer(known: Known, full: Known): readonly string[] {
  return [
    'offers:',
    '  - id: my-gpus',
    `    gpu: ${answer(full, 'gpu')}`,
    `    hourly: ${answer(full, 'gpu-price')} # ${originOf(known, 'gpu-price')}`,
    `    node: ${answer(full, 'gpu-node')}`,
    `    term: ${answer(full, 'gpu-term')}`,
    '',
  ];
}

/** What a purchase needs beside its price is assumed, and says so. */
function ownedOffer(known: Known, full: Known): readonly string[] {
  const hardware = full.catalog.gpus.get(answer(full, 'gpu'));
  const kilowatts =
    hardware === undefined ? '1.3' : hardware.watts.times('1.8').div(1000).toDecimalPlaces(2).toFixed();
  return [
    'offers:',
    '  - id: my-gpus',
    `    gpu: ${answer(full, 'gpu')}`,
    '    term: owned',
    `    node: ${answer(full, 'gpu-node')}`,
    '    ownership:',
    `      price: ${answer(full, 'gpu-cost')} # ${originOf(known, 'gpu-cost')}`,
    '      residual: 15% # assumption: what is left of the price at the end',
    '      depreciation: 48 months # assumption',
    '      maintenance: 5%/year # assumption: share of the price',
    '      colocation: 180 USD/month # assumption: space and cooling for one GPU',
    `      power: ${kilowatts} kW # assumption: 1.8 times the GPU's own watts, for its share of the server`,
    '      pue: 1.3 # assumption',
    '      power_price: 0.09 USD/kWh # assumption',
    '      idle: 30% # assumption: share of full power that an idle GPU draws',
    '',
  ];
}

function demand(known: Known, full: Known): readonly string[] {
  const counted = countedWords(full);
  const measure = answer(full, 'count-by');
  const growth = answer(full, 'growth');
  const batchLike = measure === 'users' || measure === 'seats';
  return [
    ...(counted === ''
      ? [`# ${originOf(known, 'count')}`]
      : [
          `# ${counted}`,
          `#   ${answer(full, 'count')}: ${originOf(known, 'count')}`,
          `#   ${answer(full, 'per')}: ${originOf(known, 'per')}`,
        ]),
    `volume: ${monthlyRequests(full).toDecimalPlaces(0).toFixed()} requests/month`,
    ...(batchLike ? [`users: ${answer(full, 'count')}`] : []),
    'tokens:',
    `  input: ${answer(full, 'input')} # ${originOf(known, 'input')}`,
    `  output: ${answer(full, 'output')} # ${originOf(known, 'output')}`,
    `  cached: ${answer(full, 'cached')} # ${originOf(known, 'cached')}`,
    loadLine(known, full),
    ...(/^[+-]?0(?:\.0*)?\s*%/u.test(growth) ? [] : [`growth: ${growth} # ${originOf(known, 'growth')}`]),
  ];
}

/** The hours of the week where the logs have them, else the peak alone. */
function loadLine(known: Known, full: Known): string {
  const profile = known.profile?.load.profile ?? null;
  const origin = originOf(known, 'peak');
  return profile === null || origin === 'your answer'
    ? `load: { peak_to_average: ${answer(full, 'peak')} } # ${origin}`
    : `load: { hourly: [${profile.join(', ')}] } # hours of the week from Monday midnight, ${origin}`;
}

function constraints(full: Known): readonly string[] {
  const found = [
    ...(answer(full, 'residency') === 'any' ? [] : [`residency: ${answer(full, 'residency')}`]),
    ...(answer(full, 'regulated') === 'yes' ? ['regulated: true'] : []),
    ...(answer(full, 'latency') === 'dedicated' ? ['latency: dedicated'] : []),
  ];
  return found.length === 0 ? [] : [`constraints: { ${found.join(', ')} }`];
}

function options(known: Known, full: Known): readonly string[] {
  const batch = answer(full, 'batch');
  const hasBatch = batch !== '' && !/^0(?:\.0*)?\s*%?$/u.test(batch);
  const paid = answer(full, 'paid');
  const hasTeam = !new Exact(answer(full, 'headcount') === '' ? 0 : answer(full, 'headcount')).isZero();
  return [...optionIds(full)].flatMap(([question, id]) => {
    if (question === 'host') return [`${id}: { build: own${hasTeam ? ', team: operations' : ''} }`];
    const isFirst = question === 'buy';
    return [
      ...(isFirst && paid !== 'none' ? [`# You pay ${comment(paid)} for this now.`] : []),
      `${id}: { buy: ${answer(full, question)}${isFirst && hasBatch ? `, batch: ${batch}` : ''} } # ${originOf(known, question)}`,
    ];
  });
}

/** Where an answer is from: whose suggestion it is, or the reader's own figure. */
function originOf(known: Known, id: string): string {
  const question = questions.find((each) => each.id === id);
  if (question === undefined) throw new Error(`there is no question '${id}'`);
  const suggestion = suggestionFor(question, known);
  const given = known.answers.get(id);
  if (given !== undefined && given !== suggestion.value) return 'your answer';
  const fact = factOf(known, id);
  return fact !== undefined && fact.value === suggestion.value && suggestion.why.startsWith(fact.why)
    ? sourceOf(fact)
    : comment(suggestion.why);
}

const facts = ['per', 'input', 'output', 'cached', 'peak'] as const;

function factOf(known: Known, id: string): Fact | undefined {
  const key = facts.find((each) => each === id);
  const template = templateOf(answer(completed(known), 'kind'));
  return key === undefined ? undefined : template?.[key];
}

function sourceOf({ why, url, date }: Fact): string {
  return comment(
    [why, ...(url === null ? [] : [url]), ...(date === null ? [] : [`read ${date}`])].join(', '),
  );
}

/** A text on one line, without control characters. */
function comment(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').slice(0, 400);
}

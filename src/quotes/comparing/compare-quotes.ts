import type { Catalog, GpuOffer } from '../../catalog/index.ts';
import type { Quote, QuotesRead } from '../reading/index.ts';
import { fail, nearest, ok, problem, type Result } from '../../diagnostics/index.ts';
import { evaluate, Exact, ExactReading, type Node } from '../../formula/index.ts';
import {
  buildModel,
  exclusionMessage,
  type Exclusion,
  type Model,
  type OptionModel,
  type WorkloadModel,
} from '../../model/index.ts';
import {
  findCrossovers,
  figure,
  requiredFigure,
  exchangeRates,
  feasibleOptions,
  type CrossoverResult,
  type Finding,
  catalogReference,
  type OptionResult,
  optionResult,
  readOptions,
  type OptionReading,
  crossoverResult,
  ParameterScale,
  allSteps,
  partialOf,
  type Steps,
} from '../../analysis/index.ts';
import {
  effectiveFormulas,
  effectivePrice,
  type EffectiveFormulas,
  type EffectivePrice,
} from './effective-price.ts';
import { likenesses, pricesOf } from './list-prices.ts';
import { overlayQuotes, type Overlay, type QuotesQuestion } from './overlay.ts';
import { egressWarnings, farFromList } from './quote-findings.ts';
import type { PriceRange, QuoteResult, QuotesResult } from './result.ts';
import { standInWorkload, templates } from './stand-in.ts';
import { winningPrice } from './winning-price.ts';

/**
 * GPU quotes side by side: what a GPU-hour and a Mtok really cost, what the workload costs a month, from which volume that
 * is less than the API, and at which price each would win. Every amount is a reading of the model with the quotes in it.
 */
export function compareQuotes(
  question: QuotesQuestion,
  rejected: QuotesRead['rejected'] = [],
  isStandIn = false,
): Result<QuotesResult> {
  return allSteps(quotesSteps(question, rejected, isStandIn));
}

/** The same in steps; of what is ended early there are the quotes that were done by then. */
export function* quotesSteps(
  question: QuotesQuestion,
  rejected: QuotesRead['rejected'] = [],
  isStandIn = false,
): Steps<Result<QuotesResult>> {
  const overlay = overlayQuotes(question, templates(question.scenario.currency));
  if (!overlay.ok) return overlay;
  const built = modelWithRents(overlay.value, question.catalog);
  if (!built.ok) return built;
  const model = built.value;
  const workload = model.workloads.find(({ id }) => id === overlay.value.workload);
  if (workload === undefined) throw new Error('the workload of the quotes is not in the model');
  const exact = new ExactReading();
  const readings = readOptions(workload, exact);
  const api = chosenApi(question, overlay.value, readings);
  if (!api.ok) return api;
  const ranked = rank(question.quotes, readings);
  const effective = effectivePrices(model, exact);
  const context: Context = {
    question,
    model,
    workload,
    readings,
    byId: new Map(readings.map((each) => [each.model.id, each])),
    exact,
    api: api.value,
    effective,
    listed: pricesOf(overlay.value.listed, effective),
    scale: new ParameterScale(
      evaluate(workload.demand.tokensPerVolume),
      'tokens/month',
      model.scenario.currency,
    ),
    ranked,
    ranks: new Map(ranked.map((each, index) => [each, index + 1])),
  };
  const { requests, tokens } = workload.demand;
  const apiResult = api.value === null ? null : optionResult(api.value, readings, exact);
  const results: QuoteResult[] = [];
  for (const quote of question.quotes) {
    if (!(yield { done: results.length, of: question.quotes.length })) break;
    results.push(quoteResult(quote, context));
  }
  const quotes = inOrder(results);
  return ok({
    schema: 'crossover/quotes/1',
    scenario: { name: question.scenario.name, digest: question.scenario.digest },
    catalog: catalogReference(model),
    ...partialOf(quotes.length, question.quotes.length, 'quotes'),
    currency: model.scenario.currency,
    workload: {
      id: workload.id,
      volume: {
        requests: requests === null ? null : figure(evaluate(requests)),
        tokens: requiredFigure(evaluate(tokens)),
      },
      model: overlay.value.model,
      standIn: isStandIn && workload.id === standInWorkload,
    },
    api:
      apiResult === null
        ? null
        : {
            id: apiResult.id,
            title: apiResult.title,
            monthly: apiResult.monthly ?? new Exact(0),
            perMtok: apiResult.perMtok,
          },
    quotes,
    rejected: rejected.flatMap(({ span, message }) =>
      span === undefined ? [] : [{ file: span.file, line: span.line, column: span.column, message }],
    ),
    warnings: [
      ...exchangeRates(model),
      ...egressWarnings(question, overlay.value),
      ...farFromList(question.quotes, quotes, context),
    ],
  });
}

/** The formulas that quotes are compared by. */
export interface QuotesModel {
  readonly model: Model;
  /** Its options are the quotes and the API, by their ids. */
  readonly workload: WorkloadModel;
  /** What the GPUs of each quote cost, by its id. */
  readonly rents: ReadonlyMap<string, EffectiveFormulas>;
}

/** The model that `compareQuotes` reads, for who computes it again; null where that fails. */
export function modelOfQuotes(question: QuotesQuestion): QuotesModel | null {
  const overlay = overlayQuotes(question, templates(question.scenario.currency));
  if (!overlay.ok) return null;
  const built = modelWithRents(overlay.value, question.catalog);
  if (!built.ok) return null;
  const model = built.value;
  const workload = model.workloads.find(({ id }) => id === overlay.value.workload);
  if (workload === undefined) throw new Error('the workload of the quotes is not in the model');
  const rents = effectiveFormulas(model);
  return { model, workload, rents };
}

interface Context {
  readonly question: QuotesQuestion;
  readonly model: Model;
  readonly workload: WorkloadModel;
  readonly readings: readonly OptionReading[];
  readonly byId: ReadonlyMap<string, OptionReading>;
  readonly exact: ExactReading;
  readonly api: OptionReading | null;
  /** By the id of the offer. */
  readonly effective: ReadonlyMap<string, EffectivePrice>;
  /** Ranges of the catalog's prices, by what makes offers alike. */
  readonly listed: ReadonlyMap<string, PriceRange>;
  /** What volumes are shown in. */
  readonly scale: ParameterScale;
  /** Quotes that can be taken, cheapest first. */
  readonly ranked: readonly OptionReading[];
  /** The place of each among them, from 1. */
  readonly ranks: ReadonlyMap<OptionReading, number>;
}

function chosenApi(
  { against, catalog, scenario }: QuotesQuestion,
  overlay: Overlay,
  readings: readonly OptionReading[],
): Result<OptionReading | null> {
  const bought = readings.filter(({ model }) => model.kind === 'buy');
  const named = overlay.against ?? against;
  if (named === null) return ok(feasibleOptions(bought)[0] ?? null);
  const found = bought.find(({ model }) => model.id === named);
  if (found !== undefined && found.monthly !== null) return ok(found);
  const [why] = found?.model.exclusions ?? [];
  const meant = nearest(named, [...scenario.prices.keys(), ...catalog.tokens.keys()]);
  return fail(
    problem(
      'quotes/against',
      `the API to compare the quotes with: ${(why && exclusionMessage(why)) ?? `${named} has no price`}`,
      {
        hint: why?.hint ?? (meant === undefined ? undefined : `did you mean ${meant}?`),
      },
    ),
  );
}

/** Of every quote the whole statement is built, and beside it what its GPUs cost when they are rented all month. */
function modelWithRents({ scenario, probe }: Overlay, catalog: Catalog): Result<Model> {
  return buildModel(scenario, catalog, undefined, null, probe);
}

function effectivePrices(model: Model, exact: ExactReading): ReadonlyMap<string, EffectivePrice> {
  return new Map(
    [...effectiveFormulas(model)].flatMap(([id, formulas]) => {
      const price = effectivePrice(formulas, exact);
      return price === null ? [] : [[id, price] as const];
    }),
  );
}

function rank(quotes: readonly Quote[], readings: readonly OptionReading[]): readonly OptionReading[] {
  const ids = new Set(quotes.filter((each) => !lacksInterruptions(each)).map(({ offer }) => offer.id));
  return feasibleOptions(readings.filter(({ model }) => ids.has(model.id)));
}

/** A spot price alone is not what the work costs: without the cost of interruptions it stands beside the ranking. */
function lacksInterruptions({ offer }: Quote): boolean {
  return offer.term === 'spot' && offer.interruption === null;
}

/** The last day of a quote that holds no more. */
function expiredOn({ validUntil }: Quote, { asOf }: Model): string | null {
  return validUntil !== null && validUntil < asOf ? validUntil : null;
}

function quoteResult(quote: Quote, context: Context): QuoteResult {
  const { model, readings, byId, exact, effective, ranked, ranks, api } = context;
  const { offer, span } = quote;
  const reading = byId.get(offer.id);
  if (reading === undefined) throw new Error(`the quote ${offer.id} is not in the model`);
  const result = optionResult(reading, readings, exact);
  const price = effective.get(offer.id);
  const place = ranks.get(reading) ?? null;
  const rival = ranked.find((each) => each !== reading);
  const win = (other: OptionModel | undefined) =>
    place === null || other === undefined ? null : winningPrice(model, reading.model, other);
  return {
    id: offer.id,
    rank: place,
    vendor: quote.vendor,
    gpu: offer.gpu,
    region: offer.region,
    file: span.file,
    line: span.line,
    quoted: quote.quoted,
    term:
      offer.termMonths === null
        ? offer.term
        : `${offer.termMonths.toFixed()} month${offer.termMonths.eq(1) ? '' : 's'}`,
    minimumTermMonths: quote.minimumTerm,
    gpusPerNode: offer.node.toNumber(),
    minimumGpus: offer.minimum?.toNumber() ?? null,
    effectiveHourly: figure(price?.hourly),
    leastMonthly: figure(price?.leastMonthly),
    list: context.listed.get(likenesses(offer)[0]) ?? null,
    floorPerMtok: result.floorPerMtok,
    perMtok: result.perMtok,
    monthly: result.monthly,
    capacity: result.capacity,
    breakEven: place === null || api === null ? null : volumeBreakEven(reading.model, api.model, context),
    winsBelow: win(rival?.model),
    beatsApiBelow: win(api?.model),
    weakest: result.weakest,
    commitment: commitmentOf(reading.model, offer, context),
    excludedBy: whyNotRanked(quote, context, reading.model.exclusions, result),
    // A quote's cluster has its name: without it, what is true of several quotes is said once.
    notes: [...quote.notes, ...result.notes.map((note) => note.replace(`clusters.${offer.id}: `, ''))],
  };
}

function whyNotRanked(
  quote: Quote,
  context: Context,
  exclusions: readonly Exclusion[],
  result: OptionResult,
): readonly Finding[] {
  const expired = expiredOn(quote, context.model);
  if (expired !== null)
    return [
      {
        code: 'expired',
        message: `it was valid until ${expired}, and prices are as of ${context.model.asOf}`,
      },
    ];
  if (result.monthly === null) return whyUnknown(quote, context, exclusions);
  if (!lacksInterruptions(quote)) return result.excludedBy;
  const message =
    "spot: what interruptions cost is not in the figures; state the share of work lost in a column 'waste'";
  return [...result.excludedBy, { code: 'unknown-interruptions', message }];
}

/** What is owed for the GPUs of the workload over the term, and what everything costs over it. */
function commitmentOf(
  { statement }: OptionModel,
  { termMonths }: GpuOffer,
  { model: { graph }, exact }: Context,
): QuoteResult['commitment'] {
  const rent = statement?.lines.find(({ id }) => id === 'gpu')?.monthly;
  if (statement === null || rent === undefined || termMonths === null) return null;
  const over = (monthly: Node, months: Exact): Exact =>
    requiredFigure(exact.of(graph.multiply(monthly, graph.constant(months, 'month'))));
  return {
    months: termMonths,
    total: over(rent, termMonths),
    perMonthLeft: requiredFigure(exact.of(rent)),
    leavingHalfway: over(rent, termMonths.div(2)),
    ownership: over(statement.monthly, termMonths),
  };
}

/** A GPU that the catalog does not know may be one of several: the row has to say which. Quotes have no cluster in a file. */
function whyUnknown(
  { offer, gpuName }: Quote,
  { question }: Context,
  reasons: readonly Exclusion[],
): readonly Finding[] {
  const { gpus } = question.catalog;
  if (gpus.has(offer.gpu)) {
    const remedy = 'a --scenario whose cluster has this GPU may state it';
    return reasons.map((each) => ({
      code: each.by,
      message: exclusionMessage(each.remedy === undefined ? each : { ...each, remedy }),
    }));
  }
  const forms = [...gpus.keys()].filter((id) => id.startsWith(`${offer.gpu}-`));
  const which = forms.length < 2 ? 'is not in the catalog' : `may be ${forms.join(' or ')}, which differ`;
  return [{ code: 'unknown-gpu', message: `'${gpuName}' ${which}: no throughput is known for it` }];
}

function volumeBreakEven(
  quote: OptionModel,
  api: OptionModel,
  { workload, scale }: Context,
): CrossoverResult | null {
  if (quote.statement === null || api.statement === null) return null;
  const { volume } = workload.demand;
  const found = findCrossovers({
    parameter: volume,
    options: [
      { id: api.id, kind: 'buy', total: api.statement.monthly },
      { id: quote.id, kind: 'build', total: quote.statement.monthly },
    ],
  });
  const [pair] = found.pairs;
  return pair === undefined ? null : crossoverResult(volume.address, pair, scale);
}

function inOrder(quotes: readonly QuoteResult[]): readonly QuoteResult[] {
  const last = Number.MAX_SAFE_INTEGER;
  const unpriced = new Exact('1e30');
  const price = (of: QuoteResult): Exact => of.effectiveHourly ?? unpriced;
  return quotes.toSorted((a, b) => (a.rank ?? last) - (b.rank ?? last) || price(a).cmp(price(b)));
}

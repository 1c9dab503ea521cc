import type { LineResult, OptionResult, RunResult, WorkloadResult } from '../../../analysis/index.ts';

/**
 * The columns of FOCUS 1.2 and 1.4 (FinOps Open Cost and Usage Specification) that are mandatory, in their order, then those that
 * help; own ones begin with x_, as the specification wants it. 1.4 has HostProviderName and ServiceProviderName in place of
 * ProviderName and PublisherName: a file has both, as 1.3 allows.
 */
export const focusColumns = [
  'BilledCost',
  'BillingAccountId',
  'BillingAccountName',
  'BillingAccountType',
  'BillingCurrency',
  'BillingPeriodEnd',
  'BillingPeriodStart',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'ChargeFrequency',
  'ChargePeriodEnd',
  'ChargePeriodStart',
  'ConsumedQuantity',
  'ConsumedUnit',
  'ContractedCost',
  'EffectiveCost',
  'HostProviderName',
  'InvoiceId',
  'InvoiceIssuerName',
  'ListCost',
  'PricingCategory',
  'PricingQuantity',
  'PricingUnit',
  'ProviderName',
  'PublisherName',
  'ServiceCategory',
  'ServiceName',
  'ServiceProviderName',
  'ServiceSubcategory',
  'SubAccountId',
  'SubAccountName',
  'x_Forecast',
  'x_ScenarioName',
  'x_Workload',
  'x_Option',
  'x_Line',
  'x_Kind',
  'x_Source',
] as const;

export type FocusColumn = (typeof focusColumns)[number];
/** Amounts and quantities are numbers in plain decimal; all else is text. */
export type FocusRow = Readonly<Record<FocusColumn, string>>;
export const numericColumns: ReadonlySet<FocusColumn> = new Set([
  'BilledCost',
  'ConsumedQuantity',
  'ContractedCost',
  'EffectiveCost',
  'ListCost',
  'PricingQuantity',
]);

/** What a line of a statement is billed for. */
export interface Service {
  readonly category: string;
  readonly subcategory: string;
  readonly charge: 'Usage' | 'Purchase' | 'Adjustment';
  readonly frequency: 'Usage-Based' | 'Recurring' | 'One-Time';
}

export const generative: Service = {
  category: 'AI and Machine Learning',
  subcategory: 'Generative AI',
  charge: 'Usage',
  frequency: 'Usage-Based',
};
export const compute: Service = { ...generative, category: 'Compute', subcategory: 'Other (Compute)' };
/** Used up in the month it is paid for: a purchase, as FOCUS has it, is of what is used later and has no effective cost. */
export const other: Service = {
  category: 'Other',
  subcategory: 'Other (Other)',
  charge: 'Usage',
  frequency: 'Recurring',
};

/** By line of a statement: a line that is added to the model is registered here, else it is billed as something other. */
export const services: ReadonlyMap<string, Service> = new Map(
  Object.entries({
    tokens: generative,
    experimentation: generative,
    retries: generative,
    optimization: generative,
    failover: generative,
    infrastructure: compute,
    observability: {
      ...generative,
      category: 'Management and Governance',
      subcategory: 'Observability',
    },
    provisioned: { ...generative, frequency: 'Recurring' },
    commitment: { ...generative, charge: 'Adjustment', frequency: 'Recurring' },
    gpu: compute,
    people: other,
    one_time: other,
    platform: { ...generative, category: 'Developer Tools', subcategory: 'Other (Developer Tools)' },
    operations: {
      ...generative,
      category: 'Management and Governance',
      subcategory: 'Other (Management and Governance)',
    },
  } satisfies Readonly<Record<string, Service>>),
);

export interface FocusPeriod {
  readonly start: string;
  readonly end: string;
}

/** What a row says, in our own words. */
export interface FocusCharge {
  readonly account: string;
  readonly accountType: 'Scenario' | 'Log';
  readonly currency: string;
  readonly billing: FocusPeriod;
  readonly period: FocusPeriod;
  /** What is paid, and what is used up, in the period; and the price without prepayment, which is one of the two. */
  readonly billed: string;
  readonly effective: string;
  readonly list: string;
  readonly description: string;
  readonly quantity: { readonly amount: string; readonly unit: string };
  readonly provider: string;
  readonly service: Service;
  readonly serviceName: string;
  /** The workload; empty where there is none. */
  readonly subAccount: string;
  readonly isForecast: boolean;
  readonly scenario: string;
  readonly option: string;
  readonly line: string;
  readonly kind: string;
  readonly source: string;
}

/** A charge under the column names of FOCUS. No discount is known: list and contracted cost are the same. Only usage is consumed. */
export function focusRow(charge: FocusCharge): FocusRow {
  const { service, provider, quantity } = charge;
  const isUsage = service.charge === 'Usage';
  return {
    BilledCost: charge.billed,
    BillingAccountId: charge.account,
    BillingAccountName: charge.account,
    BillingAccountType: charge.accountType,
    BillingCurrency: charge.currency,
    BillingPeriodEnd: charge.billing.end,
    BillingPeriodStart: charge.billing.start,
    ChargeCategory: service.charge,
    ChargeClass: '',
    ChargeDescription: charge.description,
    ChargeFrequency: service.frequency,
    ChargePeriodEnd: charge.period.end,
    ChargePeriodStart: charge.period.start,
    ConsumedQuantity: isUsage ? quantity.amount : '',
    ConsumedUnit: isUsage ? quantity.unit : '',
    ContractedCost: charge.list,
    EffectiveCost: charge.effective,
    HostProviderName: provider,
    InvoiceId: '',
    InvoiceIssuerName: provider,
    ListCost: charge.list,
    PricingCategory: 'Standard',
    PricingQuantity: quantity.amount,
    PricingUnit: quantity.unit,
    ProviderName: provider,
    PublisherName: provider,
    ServiceCategory: service.category,
    ServiceName: charge.serviceName,
    ServiceProviderName: provider,
    ServiceSubcategory: service.subcategory,
    SubAccountId: charge.subAccount,
    SubAccountName: charge.subAccount,
    x_Forecast: String(charge.isForecast),
    x_ScenarioName: charge.scenario,
    x_Workload: charge.subAccount,
    x_Option: charge.option,
    x_Line: charge.line,
    x_Kind: charge.kind,
    x_Source: charge.source,
  };
}

/** The forecast of one month: a row for each line of each workload's chosen option that is not zero. */
export function focusRows(result: RunResult): readonly FocusRow[] {
  return result.workloads.flatMap((workload) => {
    const option = workload.options.find((each) => each.id === workload.placement.option);
    return (option?.lines ?? [])
      .filter((line) => !line.monthly.isZero())
      .map((line) => rowOf(result, workload, option, line));
  });
}

function rowOf(
  result: RunResult,
  workload: WorkloadResult,
  option: OptionResult | undefined,
  line: LineResult,
): FocusRow {
  const period = monthOf(result.catalog.asOf);
  const service = line.id.startsWith('steps.')
    ? generative
    : (services.get(line.id.replace(/^(?:buy|build)\./u, '')) ?? other);
  const isTokens = line.id === 'tokens';
  const provider = providerOf(option, line);
  return focusRow({
    account: result.scenario.name,
    accountType: 'Scenario',
    currency: result.currency,
    billing: period,
    period,
    billed: line.monthly.toFixed(),
    effective: line.monthly.toFixed(),
    list: line.monthly.toFixed(),
    description: `${line.label}: ${line.formula}`,
    quantity: isTokens
      ? { amount: workload.volume.tokens.toFixed(), unit: 'Tokens' }
      : { amount: '1', unit: 'Months' },
    provider,
    service,
    serviceName: serviceNameOf(option, service) ?? line.label,
    subAccount: workload.id,
    isForecast: true,
    scenario: result.scenario.name,
    option: option?.id ?? '',
    line: line.id,
    kind: line.kind,
    source: line.sources.join('; '),
  });
}

/** The option's title names its own service alone, as a service of FOCUS is of one category. */
function serviceNameOf(option: OptionResult | undefined, { category }: Service): string | undefined {
  const own = option?.kind === 'build' ? compute : generative;
  return category === own.category ? option?.title : undefined;
}

/** Who would bill the line, as far as the option's title says: `openai` of `openai/gpt-4o-mini`. */
function providerOf(option: OptionResult | undefined, line: LineResult): string {
  if (['people', 'one_time'].includes(line.id.replace(/^build\./u, ''))) return 'own staff';
  const title = option?.title ?? '';
  const named = option?.kind === 'build' ? (/ on (.+)$/u.exec(title)?.[1] ?? title) : title;
  return named.split('/')[0] ?? named;
}

/** The calendar month of a day, as FOCUS has it: the end is not part of it. */
export function monthOf(day: string): FocusPeriod {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const at = (months: number): string => {
    const ends = year * 12 + month - 1 + months;
    return `${String(Math.floor(ends / 12)).padStart(4, '0')}-${String((ends % 12) + 1).padStart(2, '0')}-01T00:00:00Z`;
  };
  return { start: at(0), end: at(1) };
}

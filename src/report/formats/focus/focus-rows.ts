import type { LineResult, OptionResult, RunResult, WorkloadResult } from '../../../analysis/index.ts';

/**
 * The columns of FOCUS 1.2 (FinOps Open Cost and Usage Specification) that are mandatory, in their order, then those that
 * help; own ones begin with x_, as the specification wants it.
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
  'ContractedCost',
  'EffectiveCost',
  'InvoiceIssuerName',
  'ListCost',
  'PricingCategory',
  'PricingQuantity',
  'PricingUnit',
  'ProviderName',
  'PublisherName',
  'ServiceCategory',
  'ServiceName',
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
  'ContractedCost',
  'EffectiveCost',
  'ListCost',
  'PricingQuantity',
]);

/** What a line of a statement is billed for. */
interface Service {
  readonly category: string;
  readonly subcategory: string;
  readonly charge: 'Usage' | 'Purchase' | 'Credit' | 'Adjustment';
}

const generative: Service = {
  category: 'AI and Machine Learning',
  subcategory: 'Generative AI',
  charge: 'Usage',
};
const other: Service = { category: 'Other', subcategory: 'Other (Other)', charge: 'Purchase' };

/** By line of a statement: a line that is added to the model is registered here, else it is billed as something other. */
export const services: ReadonlyMap<string, Service> = new Map(
  Object.entries({
    tokens: generative,
    experimentation: generative,
    retries: generative,
    optimization: generative,
    failover: generative,
    infrastructure: { category: 'Compute', subcategory: 'Other (Compute)', charge: 'Usage' },
    observability: {
      category: 'Management and Governance',
      subcategory: 'Observability',
      charge: 'Usage',
    },
    provisioned: { ...generative, charge: 'Purchase' },
    commitment: { ...generative, charge: 'Adjustment' },
    gpu: { category: 'Compute', subcategory: 'Other (Compute)', charge: 'Usage' },
    people: other,
    one_time: other,
    platform: { category: 'Developer Tools', subcategory: 'Other (Developer Tools)', charge: 'Usage' },
    operations: {
      category: 'Management and Governance',
      subcategory: 'Other (Management and Governance)',
      charge: 'Usage',
    },
  } satisfies Readonly<Record<string, Service>>),
);

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
  const { start, end } = monthOf(result.catalog.asOf);
  const service = line.id.startsWith('steps.')
    ? generative
    : (services.get(line.id.replace(/^(?:buy|build)\./u, '')) ?? other);
  const isTokens = line.id === 'tokens';
  const provider = providerOf(option, line);
  return {
    BilledCost: line.monthly.toFixed(),
    BillingAccountId: result.scenario.name,
    BillingAccountName: result.scenario.name,
    BillingAccountType: 'Scenario',
    BillingCurrency: result.currency,
    BillingPeriodEnd: end,
    BillingPeriodStart: start,
    ChargeCategory: service.charge,
    ChargeClass: '',
    ChargeDescription: `${line.label}: ${line.formula}`,
    ChargeFrequency: service.charge === 'Usage' ? 'Usage-Based' : 'Recurring',
    ChargePeriodEnd: end,
    ChargePeriodStart: start,
    ContractedCost: line.monthly.toFixed(),
    EffectiveCost: line.monthly.toFixed(),
    InvoiceIssuerName: provider,
    ListCost: line.monthly.toFixed(),
    PricingCategory: 'Standard',
    PricingQuantity: isTokens ? workload.volume.tokens.toFixed() : '1',
    PricingUnit: isTokens ? 'Tokens' : 'Months',
    ProviderName: provider,
    PublisherName: provider,
    ServiceCategory: service.category,
    ServiceName: option?.title ?? '',
    ServiceSubcategory: service.subcategory,
    SubAccountId: workload.id,
    SubAccountName: workload.id,
    x_Forecast: 'true',
    x_ScenarioName: result.scenario.name,
    x_Workload: workload.id,
    x_Option: option?.id ?? '',
    x_Line: line.id,
    x_Kind: line.kind,
    x_Source: line.sources.join('; '),
  };
}

/** Who would bill the line, as far as the option's title says: `openai` of `openai/gpt-4o-mini`. */
function providerOf(option: OptionResult | undefined, line: LineResult): string {
  if (['people', 'one_time'].includes(line.id.replace(/^build\./u, ''))) return 'own staff';
  const title = option?.title ?? '';
  const named = option?.kind === 'build' ? (/ on (.+)$/u.exec(title)?.[1] ?? title) : title;
  return named.split('/')[0] ?? named;
}

/** The calendar month of a day, as FOCUS has it: the end is not part of it. */
function monthOf(day: string): { readonly start: string; readonly end: string } {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const at = (months: number): string => {
    const ends = year * 12 + month - 1 + months;
    return `${String(Math.floor(ends / 12)).padStart(4, '0')}-${String((ends % 12) + 1).padStart(2, '0')}-01T00:00:00Z`;
  };
  return { start: at(0), end: at(1) };
}

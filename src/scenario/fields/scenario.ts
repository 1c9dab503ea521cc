import {
  currency as currencyReader,
  choiceField as choice,
  date,
  listOf,
  readMap,
  reportAt,
  text,
  wordOr,
  derived,
  mapOf,
  type Field,
  optional,
  otherwise,
  plain,
  record,
  within,
  type ValueOf,
  quantityField as quantity,
  shareField as share,
} from '../../document/index.ts';
import { offersField, pricesField } from '../prices.ts';
import { toWorkload } from '../to-workload.ts';
import { clusterFields, toCluster } from './cluster.ts';
import { correlationsField } from './correlations.ts';
import { lognormalAround } from '../../catalog/index.ts';
import { eventsField, horizonField } from './horizon.ts';
import { planField } from './plan.ts';
import { stressField } from './stress.ts';
import { portabilityField } from './portability.ts';
import { ratesField } from './rates.ts';
import { roadmapField } from './roadmap.ts';
import { workloadFields } from './workload.ts';

const teamFields = record('people who run what is built', {
  headcount: quantity('headcount', { units: ['FTE', '1'], most: 10_000, example: '1.5' }),
  loaded_cost: quantity('fully loaded cost per FTE', {
    trend: 'wage',
    units: ['¤/year'],
    per: 'FTE',
    assume: {
      around: lognormalAround('0.60', '1.59'),
      source:
        'U.S. Bureau of Labor Statistics, Occupational Employment and Wage Statistics, May 2024, software developers (15-1252): P10 79,850, median 133,080, P90 211,450 USD a year',
    },
    example: '190k USD/year',
  }),
  steps: optional(
    listOf(
      'people who are added with what the team runs',
      record('so many people more for each begun number of something', {
        add: quantity('people added', { units: ['FTE', '1'], example: '0.5 FTE' }),
        every: quantity('number of them per step', { units: ['1'], above: 0, example: '3' }),
        of: choice('what is counted', ['workloads', 'clusters', 'gpus']),
      }),
      1,
    ),
    'none',
  ),
});

/** Merged below every workload before this is read, so a map never gets here unless there is no workload. */
const commonField: Field<null> = {
  spec: { form: 'partial', label: 'what applies to every workload', of: workloadFields.spec },
  read: (node, address, reading) =>
    node.type === 'scalar'
      ? reportAt(
          reading,
          'wrong-value',
          address,
          `expected 'sourced' or the keys of a workload, found '${node.text}'`,
          node,
        )
      : readMap(node, address, reading) === undefined
        ? undefined
        : null,
  absent: null,
};
/** Laid over the workloads before they are read, and here only checked for its form. */
const casesField = derived(
  mapOf(
    'alternatives such as low, base and high, by id: side by side, and never added up',
    'case',
    record('what is different in a case', {
      workloads: mapOf('what is different of workloads, by id', 'workload', {
        ...commonField,
        spec: { ...commonField.spec, label: 'keys of the workload that are different' },
      }),
    }),
  ),
  () => null,
);
const defaultsField = wordOr('sourced', commonField);

const workloadsField = derived(
  { ...mapOf('workloads, by id', 'workload', derived(workloadFields, toWorkload)), absent: null },
  (workloads, address, reading, span) =>
    workloads.size > 0
      ? workloads
      : reportAt(reading, 'missing-key', address, 'expected at least one workload', { span }),
);

/** A whole scenario, after its files are merged and its `defaults` are applied. */
export const scenarioFields = record('a scenario', {
  crossover: plain(text, 'version of the format', '1'),
  extends: optional(plain(text, 'file that this one is laid over', 'base.yaml')),
  name: optional(plain(text, 'name, as reports show it', 'Support desk FY27'), 'the name of the file'),
  catalog: optional(plain(text, 'folder under pricing/, or a path', '2026-11'), 'the newest bundled one'),
  as_of: optional(plain(date, 'day whose prices hold', '2026-11-01'), "the catalog's date"),
  known_at: optional(
    plain(date, 'day up to which prices were known', '2026-11-15'),
    'all that the catalog knows',
  ),
  currency: otherwise(plain(currencyReader, 'currency of the results', 'EUR'), 'USD'),
  region: optional(
    plain(text, 'country or city whose wages and power prices hold, for `defaults: sourced`', 'us/atlanta'),
    'the United States',
  ),
  hours_per_month: quantity('hours per month', {
    units: ['hour/month', 'hour', '1'],
    lever: false,
    least: 1,
    most: 744,
    default: '730',
  }),
  margin: share('margin within which a verdict is too close to call', { default: '5%' }),
  horizon: horizonField,
  events: eventsField,
  roadmap: roadmapField,
  portability: portabilityField,
  rates: ratesField,
  teams: within(
    { group: 'people' },
    mapOf(
      'teams, by id',
      'team',
      derived(teamFields, ({ headcount, loaded_cost: loadedCost, steps }, address) => ({
        id: idOf(address, 'teams'),
        headcount,
        loadedCost,
        steps: steps ?? [],
      })),
    ),
  ),
  platforms: within(
    { group: 'price' },
    mapOf(
      'what clusters use together and is paid once, by id: a gateway, a prompt registry, an evaluation harness',
      'platform',
      quantity('platform', { units: ['¤/month'], example: '900 USD/month' }),
    ),
  ),
  prices: within({ group: 'price', trend: 'api_price' }, pricesField),
  offers: within({ group: 'price' }, offersField),
  clusters: within(
    { group: 'capacity' },
    mapOf(
      'clusters, by id',
      'cluster',
      derived(clusterFields, (value, address, _, span) => toCluster(idOf(address, 'clusters'), value, span)),
    ),
  ),
  plan: planField,
  stress: stressField,
  correlations: correlationsField,
  defaults: optional(defaultsField),
  set: mapOf(
    'values in place of those of the scenario or of the catalog, by address, as `--set` takes them',
    'address',
    plain(text, 'value', '7M requests/month'),
  ),
  case: optional(plain(text, 'the one case that is to hold', 'high'), 'all cases, side by side'),
  cases: casesField,
  workloads: workloadsField,
});

export type ScenarioValues = ValueOf<typeof scenarioFields>;

/** Ids may have dots, so an address is cut at its known beginning. */
function idOf(address: string, list: string): string {
  return address.slice(list.length + 1);
}

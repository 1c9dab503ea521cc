import { Exact } from '../../../src/formula/index.ts';
import { column, evidenceOf, readCsv, type Row } from '../extracts.ts';
import { sourceOn } from '../sources.ts';
import type { OfferEntry } from './offer.ts';

/** Servers with a price, by the name of their row: whose list it is, and the row of their power. */
const servers: Readonly<
  Record<string, { readonly id: string; readonly gpu: string; readonly power: string }>
> = {
  'Lenovo ThinkSystem SR680a V3, 8x H200': {
    id: 'lenovo/sr680a-8x-h200',
    gpu: 'h200-sxm',
    power: 'Lenovo 8x H200',
  },
  'Lenovo, 8x H100 (configuration A, phased out)': {
    id: 'lenovo/8x-h100',
    gpu: 'h100-sxm',
    power: 'DGX H100',
  },
  'Lenovo, 8x B200': { id: 'lenovo/8x-b200', gpu: 'b200', power: 'DGX B200' },
  'Lenovo, 8x B300': { id: 'lenovo/8x-b300', gpu: 'b300', power: 'DGX B300' },
  'Supermicro AS-8125GS-TNMR2, 8x MI300X': { id: 'supermicro/8x-mi300x', gpu: 'mi300x', power: '8x MI300X' },
  'NVIDIA DGX H100': { id: 'nvidia/dgx-h100', gpu: 'h100-sxm', power: 'DGX H100' },
  'NVIDIA DGX H200': { id: 'nvidia/dgx-h200', gpu: 'h200-sxm', power: 'DGX H200' },
  'NVIDIA DGX B200': { id: 'nvidia/dgx-b200', gpu: 'b200', power: 'DGX B200' },
  'NVIDIA DGX B300': { id: 'nvidia/dgx-b300', gpu: 'b300', power: 'DGX B300' },
};

/** Lenovo's own total-cost study: five years, nothing left, 12 % of the price a year for upkeep. */
const study = { months: 60, residual: '0%', maintenance: '12%/year' };
/** Watts of an H100 that does nothing, and what the rest of a server draws at its peak, as a share of its design power. */
const idleWatts = 70;
const serverPeak = '0.8';

/** Owned GPUs by the server. Their upkeep, power and housing are typical figures, so each is an estimate. */
export function buildOwned(folder: string): {
  readonly offers: readonly OfferEntry[];
  readonly left: readonly string[];
} {
  const facts = readCsv(folder, 'field/b2-power-colo-electricity.csv');
  const value = (item: string, region: string): Exact => {
    const row = facts.find(
      (each) => column(each, 'item').startsWith(item) && column(each, 'region') === region,
    );
    if (row === undefined) throw new Error(`the extract has no ${item} of ${region}`);
    return new Exact(column(row, 'value'));
  };
  const left: string[] = [];
  const offers = readCsv(folder, 'field/b1-hardware-prices.csv').flatMap((row): readonly OfferEntry[] => {
    const system = column(row, 'system');
    const server = servers[system];
    const reason =
      server === undefined
        ? 'a card, a rack or a range of guides, not a priced server'
        : !/^[AB]/u.test(column(row, 'evidence'))
          ? 'from guides only'
          : undefined;
    if (server === undefined || reason !== undefined) {
      left.push(`${system} of ${column(row, 'as_of')}: ${reason}`);
      return [];
    }
    return [entryOf(row, server, value)];
  });
  return { offers, left };
}

function entryOf(
  row: Row,
  server: { readonly id: string; readonly gpu: string; readonly power: string },
  value: (item: string, region: string) => Exact,
): OfferEntry {
  const gpus = new Exact(column(row, 'gpus'));
  const kilowatts = value('system power', server.power).div(gpus);
  const limit = value('GPU power limit', limits[server.gpu] ?? '').div(1000);
  // At rest the GPUs idle and the rest of the server draws what it draws at its peak.
  const rest = Exact.max(0, kilowatts.times(serverPeak).minus(limit));
  const idle = rest.plus(new Exact(idleWatts).div(1000)).div(kilowatts).toDecimalPlaces(3);
  const colocation = value('colocation, wholesale 250-500 kW', 'US primary markets average');
  const power = value('electricity, industrial', 'United States average').div(100);
  const day = fullDay(column(row, 'as_of'));
  return {
    id: `owned/${server.id}`,
    cloud: 'owned',
    gpu: server.gpu,
    currency: 'USD',
    node: `${gpus.toFixed()} GPUs`,
    term: 'owned',
    prices: [
      {
        from: day,
        recorded: day,
        status: 'confirmed',
        ownership: {
          price: `${new Exact(column(row, 'price_typical')).div(gpus).toDecimalPlaces(2).toFixed()} USD`,
          residual: study.residual,
          depreciation: `${study.months} months`,
          maintenance: study.maintenance,
          colocation: `${colocation.times(kilowatts).toDecimalPlaces(2).toFixed()} USD/month`,
          power: `${kilowatts.toDecimalPlaces(4).toFixed()} kW`,
          pue: value('PUE', 'North America').toFixed(),
          power_price: `${power.toFixed()} USD/kWh`,
          idle: `${idle.times(100).toFixed()}%`,
        },
        kind: 'estimated',
        source: sourceOn(
          server.id.startsWith('lenovo') ? 'lenovo' : 'hardwareSheets',
          // The idle share is worked out.
          evidenceOf(row, 'D'),
          day,
          `${column(row, 'system')}, ${column(row, 'kind')}; life, residual and upkeep as Lenovo LP2368; colocation CBRE H1 2026; power price EIA 2026-05; idle share worked out from GPU and server power`,
        ),
      },
    ],
  };
}

const limits: Readonly<Record<string, string>> = {
  'h100-sxm': 'H100 SXM',
  'h200-sxm': 'H200 SXM',
  b200: 'B200',
  b300: 'B300',
  mi300x: 'MI300X',
};

/** A month stands for its first day. */
function fullDay(text: string): string {
  return /^\d{4}-\d{2}$/u.test(text) ? `${text}-01` : text;
}

import { isWithin, regionOf, rowAt, type Catalog, type Fact } from '../../catalog/index.ts';
import { warning } from '../../diagnostics/index.ts';
import type { SourcedFigure, SourcedPower } from '../../scenario/index.ts';
import { exchanged, ratesBetween } from '../exchange.ts';
import type { Filling } from './filling.ts';

/**
 * What power costs in the country of `region:`, for the owned offers of the catalog, whose own is that of the United States.
 * Offers of the scenario state it themselves. Null where no region is named, or the catalog does not know its power.
 */
export function fillPower(filling: Filling, catalog: Catalog): SourcedPower | null {
  const { scenario } = filling;
  const { sourced } = scenario;
  const [place = ''] = (sourced?.region ?? '').split('/');
  const country = regionOf(place);
  if (country === undefined) return null;
  const owned = [...catalog.offers.values()].filter(
    ({ id, term }) => term === 'owned' && !scenario.offers.has(id),
  );
  const power = catalog.facts.get(`electricity/${country}`);
  if (power === undefined) {
    const used = [...scenario.clusters.values()].find(({ offer }) => owned.some(({ id }) => id === offer));
    if (used !== undefined) {
      const message = `region: catalog ${catalog.version} does not know what power costs in '${country}': ${used.offer} keeps its own`;
      filling.diagnostics.push(warning('model/no-facts', message, { span: sourced?.span }));
    }
    return null;
  }
  const around = [...catalog.facts.values()].filter(
    ({ subject, region }) => subject === 'data-center' && region !== null && isWithin(country, region),
  );
  const [center = catalog.facts.get('data-center/any')] = around;
  const currency = power.unit.slice(0, 3);
  const asOf = scenario.asOf ?? catalog.date;
  for (const { id, rows, currency: own } of owned) {
    const terms = rowAt(rows, asOf, scenario.knownAt)?.ownership;
    if (!terms) continue;
    const rates = own === currency ? [] : ratesBetween(scenario, catalog, asOf, own, currency);
    const at = `offers.${id}.ownership`;
    const kept = exchanged(terms.powerPrice, rates);
    filling.filled.push({ address: `${at}.power_price`, label: `power in ${country}`, value: power.value, unit: power.unit, without: kept }); // prettier-ignore
    if (center !== undefined)
      filling.filled.push({ address: `${at}.pue`, label: 'power usage effectiveness', value: center.value, unit: 'PUE', without: terms.powerUsageEffectiveness }); // prettier-ignore
  }
  return {
    price: figureOf(power, currency),
    effectiveness: center === undefined ? null : figureOf(center, currency),
  };
}

function figureOf({ value, kind, source }: Fact, currency: string): SourcedFigure {
  return {
    value,
    currency,
    provenance: { kind, origin: { type: 'page', url: source.url, retrieved: source.retrieved } },
  };
}

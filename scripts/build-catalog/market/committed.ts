import { gpuId, machineName } from '../../../src/catalog/index.ts';
import { residencyOf } from '../../../src/importing/importers.ts';
import { Exact } from '../../../src/formula/index.ts';
import { column, evidenceOf, readCsv, type Row } from '../extracts.ts';
import { sourceOn } from '../sources.ts';
import type { Observation, Offers } from './offer.ts';

const names: Readonly<Record<string, string>> = {
  'A100-40GB SXM': 'a100-40gb',
  'A100-80GB SXM': 'a100-80gb',
  'A100-80GB PCIe': 'a100-80gb-pcie',
  'H100 SXM': 'h100-sxm',
  'H100 SXM (no InfiniBand)': 'h100-sxm',
  'H100 PCIe': 'h100-pcie',
  'H200 SXM': 'h200-sxm',
  'RTX PRO 6000 SE': 'rtx-pro-6000',
  'RTX PRO 6000': 'rtx-pro-6000',
  MI300X: 'mi300x',
  MI325X: 'mi325x',
  MI355X: 'mi355x',
};

interface Term {
  readonly label: string;
  readonly term: string;
}

/** The term that a row sells; undefined where it gives a range of terms, or none. */
function termOf(row: Row): Term | undefined {
  const [commitment, term] = [column(row, 'commitment'), column(row, 'term')];
  const years = /^(\d) years?$/u.exec(term)?.[1] ?? (term === '12 months' ? '1' : undefined);
  if (years !== undefined) {
    const flexible = commitment.startsWith('flexible') ? 'flexible-' : '';
    return { label: `${flexible}reserved-${years}y`, term: `${years} ${years === '1' ? 'year' : 'years'}` };
  }
  // Sold for any length between two: the shorter one is what has to be signed.
  if (term === '31-90 days') return { label: 'reserved-1m', term: '1 month' };
  if (term === '91-180 days') return { label: 'reserved-3m', term: '3 months' };
  if (term === '3 months') return { label: 'reserved-3m', term };
  if (commitment === 'DWS flex-start') return { label: 'flex-start', term: 'on-demand' };
  if (commitment.startsWith('on-demand')) return { label: 'on-demand', term: 'on-demand' };
  if (commitment === 'spot' || commitment === 'preemptible') return { label: 'spot', term: 'spot' };
  return undefined;
}

/** Reserved prices, and on-demand and spot prices of the same reading where no other list here has them. */
export function readCommitted(folder: string): Offers {
  const left: string[] = [];
  const offers = readCsv(folder, 'field/a2-gpu-committed.csv').flatMap((row): readonly Observation[] => {
    const found = readRow(row);
    if (typeof found !== 'string') return [found];
    left.push(found);
    return [];
  });
  return { offers, left };
}

function readRow(row: Row): Observation | string {
  const [cloud, gpuName] = [column(row, 'provider'), column(row, 'gpu')];
  const what = `${cloud} ${gpuName} ${column(row, 'commitment')} ${column(row, 'term')}`;
  const gpu = names[gpuName] ?? gpuId(gpuName);
  if (gpu === undefined) return `${what}: no data sheet of this GPU is at hand`;
  const price = column(row, 'price_per_gpu_hour');
  if (!/^[\d.]+$/u.test(price)) return `${what}: no price is published`;
  const day = /^\d{4}-\d{2}-\d{2}$/u.exec(column(row, 'as_of'))?.[0];
  if (day === undefined) return `${what}: not of one day`;
  const term = termOf(row);
  if (term === undefined) return `${what}: no single term is stated`;
  if (column(row, 'evidence').startsWith('C')) return `${what}: from the press only`;
  const instance = column(row, 'instance');
  const machine = machineName(instance);
  const region = regionOf(column(row, 'region'));
  const isMachine = ['aws', 'gcp', 'azure', 'oracle'].includes(cloud);
  // The spot and on-demand prices of the large clouds are read by region from their own lists.
  if (isMachine && cloud !== 'oracle' && (term.term === 'spot' || term.label === 'on-demand'))
    return `${what}: read by region from the vendor's own list`;
  const place = isMachine && region !== undefined ? `${machine}/${region}` : isMachine ? machine : gpu;
  const residency = region === undefined ? undefined : residencyOf(cloud, region);
  const node = Number(column(row, 'gpus'));
  return {
    id: `${cloud}/${place}/${term.label}`,
    cloud,
    gpu,
    region,
    residency: residency === undefined ? undefined : [residency],
    node: isMachine ? node : node > 8 ? 8 : node,
    term: term.term,
    hourly: new Exact(price).toFixed(),
    day,
    kind: 'list',
    source: sourceOn('priceSheets', evidenceOf(row), day, `${column(row, 'source_url')}; ${describe(row)}`),
  };
}

function describe(row: Row): string {
  const payment = column(row, 'payment');
  return [column(row, 'commitment'), column(row, 'term'), payment].filter((each) => each !== '').join(', ');
}

/** Sheets that give one price for several regions are read as the first of them. */
function regionOf(text: string): string | undefined {
  const [first] = text.split(/[ ,(]/u);
  return first === undefined || ['not', 'all', 'US', ''].includes(first) ? undefined : first;
}

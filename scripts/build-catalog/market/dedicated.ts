import { column, evidenceOf, readCsv } from '../extracts.ts';
import { sourceOn } from '../sources.ts';
import type { Observation, Offers } from './offer.ts';

/** Vendors under the names that the catalog has for them. */
const vendors: Readonly<Record<string, string>> = {
  'huggingface endpoints': 'hugging-face',
  'runpod serverless flex': 'runpod',
};

/** GPUs of which the price page needs to say no form. */
const gpus: Readonly<Record<string, string>> = {
  'A100-80GB': 'a100-80gb',
  'A100-80GB (aws)': 'a100-80gb',
  H200: 'h200-sxm',
  B200: 'b200',
  B300: 'b300',
  'RTX PRO 6000': 'rtx-pro-6000',
};

/** Endpoints of one's own that are billed by the GPU and hour, where no newer listing has the vendor's GPU. */
export function readDedicated(folder: string, listed: readonly Observation[]): Offers {
  const known = new Set(listed.map(({ cloud, gpu }) => `${cloud} ${gpu}`));
  const left: string[] = [];
  const offers = readCsv(folder, 'field/c3-dedicated-endpoints.csv').flatMap((row): readonly Observation[] => {
    const [name, day] = [column(row, 'vendor'), column(row, 'as_of')];
    const cloud = vendors[name] ?? name;
    const gpu = gpus[column(row, 'gpu')];
    const reason =
      gpu === undefined
        ? 'its form is not said'
        : column(row, 'mode') === 'pod'
          ? 'a listing of pods is at hand'
          : !/^\d{4}-\d{2}-\d{2}$/u.test(day)
            ? 'not of one day'
            : known.has(`${cloud} ${gpu}`)
              ? 'a newer listing is at hand'
              : undefined;
    if (gpu === undefined || reason !== undefined) {
      left.push(`${name} ${column(row, 'gpu')} of ${day}: ${reason}`);
      return [];
    }
    const note = [column(row, 'source_url'), 'dedicated endpoint', column(row, 'note')].filter((each) => each !== '');
    return [
      {
        id: `${cloud}/${gpu}/dedicated`,
        cloud,
        gpu,
        node: 1,
        term: 'on-demand',
        hourly: String(Number(column(row, 'price'))),
        day,
        kind: 'list',
        source: sourceOn('dedicated', evidenceOf(row), day, note.join('; ')),
      },
    ];
  }); // prettier-ignore
  return { offers, left };
}

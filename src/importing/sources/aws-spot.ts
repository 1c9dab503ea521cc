import { fail } from '../../diagnostics/index.ts';
import { importOffers } from '../listings/offer-listings.ts';
import { machineGpus } from '../reading/cloud-machines.ts';
import { unexpectedShape } from '../reading/file-dates.ts';
import { tableOf } from '../reading/json-table.ts';
import { asList, asObject, asText, readJson, type JsonObject } from '../reading/json.ts';
import { noColumns, type OfferColumns } from '../reading/offer-columns.ts';
import type { Importer } from '../types.ts';

const columns: OfferColumns = {
  ...noColumns,
  region: ['region'],
  zone: ['AvailabilityZone'],
  machine: ['InstanceType'],
  gpu: ['gpu'],
  count: ['gpus'],
  machinePrice: ['SpotPrice'],
  term: ['term'],
  seen: ['Timestamp'],
};

/** What `aws ec2 describe-spot-price-history` prints: of each machine and zone the latest price is taken. */
export const awsSpot: Importer = {
  id: 'aws-spot',
  home: 'https://docs.aws.amazon.com/cli/latest/reference/ec2/describe-spot-price-history.html',
  read(text, request) {
    const read = readJson(text, request.file);
    if (!read.ok) return read;
    const history = asObject(read.value)?.get('SpotPriceHistory');
    if (!Array.isArray(history)) return fail(unexpectedShape(request.file, 'a spot price history of EC2'));
    const items = asList(history).flatMap((each) => asObject(each) ?? []);
    const latest = new Map<string, JsonObject>();
    for (const item of items) {
      const known = latest.get(poolOf(item));
      if (known === undefined || word(item, 'Timestamp') > word(known, 'Timestamp')) latest.set(poolOf(item), item);
    }
    const given = (name: string) => (item: JsonObject) => word(item, name);
    const table = tableOf(items, {
      region: (item) => word(item, 'AvailabilityZone').replace(/[a-z]$/u, ''),
      AvailabilityZone: given('AvailabilityZone'),
      InstanceType: given('InstanceType'),
      gpu: (item) => machineGpus(word(item, 'InstanceType'))?.gpu ?? '',
      gpus: (item) => String(machineGpus(word(item, 'InstanceType'))?.count ?? ''),
      SpotPrice: given('SpotPrice'),
      term: (item) =>
        !word(item, 'ProductDescription').startsWith('Linux/UNIX')
          ? `with ${word(item, 'ProductDescription')}`
          : latest.get(poolOf(item)) === item
            ? 'spot'
            : 'an earlier price of its zone',
      Timestamp: (item) => word(item, 'Timestamp').slice(0, 10),
    });
    return importOffers(table, columns, [], { ...request, prefix: request.prefix ?? 'aws' });
  },
}; // prettier-ignore

function word(item: JsonObject, name: string): string {
  return asText(item.get(name)) ?? '';
}

function poolOf(item: JsonObject): string {
  return ['InstanceType', 'AvailabilityZone', 'ProductDescription'].map((name) => word(item, name)).join(' ');
}

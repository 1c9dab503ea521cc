import type { AddressedInput, AddressesResult } from '../../../analysis/index.ts';
import {
  figureCodec as figure,
  listCodec as list,
  nullable,
  recordCodec as record,
  textCodec as text,
  wordCodec as word,
} from '../../../document/index.ts';
import { catalogWire, scenarioWire } from '../parts.ts';

/** `crossover/addresses/1`. */
export const addressesWire = record<AddressesResult>({
  schema: word('crossover/addresses/1'),
  scenario: scenarioWire,
  catalog: catalogWire,
  inputs: list(
    record<AddressedInput>({
      address: text,
      label: text,
      value: figure,
      unit: text,
      kind: text,
      source: text,
      minimum: nullable(figure),
      maximum: nullable(figure),
    }),
  ),
});

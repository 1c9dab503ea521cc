/**
 * YAML texts as located trees, and the declarative fields that read them: a field says once how a value is read, what
 * holds where it is absent, and what it is, from which schemas, reference pages and addresses are made. A text enters,
 * located values and problems with their places leave.
 */
export * from './located/index.ts';
export { readSeparatorLine } from './excel-separator.ts';
export type { Quantity } from './fields/quantity.ts';
export {
  choice as choiceField,
  derived,
  entriesOf,
  flag,
  listOf,
  mapOf,
  oneOrMore,
  optional,
  otherwise,
  plain,
  readWhole,
  record,
  within,
  wordOr,
  type Field,
  type RecordFields,
  type ValueOf,
  type ValuesOf,
} from './fields/field.ts';
export * from './fields/spec.ts';
export {
  collected,
  emptyMap,
  isFull,
  overridePrefix,
  report,
  startReading,
  valueAt,
  type FileReading,
} from './fields/reading.ts';
export { jsonSchemaOf, unitNames, writtenExample } from './fields/json-schema.ts';
export { shareDefinitions } from './fields/shared-definitions.ts';
export { describeRange } from './fields/range.ts';
export {
  defaultShare,
  derivedQuantity,
  figure,
  figureWithUnit,
  quantity as quantityField,
  readQuantity,
  share as shareField,
  shareFigure,
  type QuantityOptions,
} from './fields/quantity-field.ts';
export { currencySign, unitsIn, unitsOf } from './fields/units.ts';
export { figureShorthand, nameOrFigure, ratioShorthand, singleKey } from './fields/shorthand.ts';
export { isCurrency, nearestCurrency } from './fields/currencies.ts';
export * from './wire/index.ts';

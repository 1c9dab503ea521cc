/** One file a vendor's formats. What a row means, and whether cached tokens lie within the input, is known here and nowhere guessed. */
export {
  did,
  outcomes,
  outcomeWord,
  type CachedTokens,
  type LogRow,
  type Outcome,
  type RowMeaning,
  type UsageFormat,
} from './format.ts';
export { usageFormats } from './all.ts';

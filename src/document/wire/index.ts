/** Formats that programs write and read back, each described once: writer, reader and JSON Schema follow. */
export type { Codec, Described, Json, JsonObject } from './codec.ts';
export {
  countCodec,
  dateCodec,
  figureCodec,
  flagCodec,
  numberCodec,
  textCodec,
  wordCodec,
} from './values.ts';
export {
  addedKey,
  hiddenKeys,
  listCodec,
  nullable,
  optionalKey,
  pairCodec,
  recordCodec,
  recursiveCodec,
} from './compound.ts';

/** YAML texts as located trees, and small readers over them that collect problems with their places. */
export type {
  LocatedField,
  LocatedList,
  LocatedMap,
  LocatedNode,
  LocatedNull,
  LocatedScalar,
} from './node.ts';
export { describeNode } from './node.ts';
export { readDocument } from './read-document.ts';
export type { Report, ValueReader } from './report.ts';
export { childAddress, mergeKey, readMap, reportAt, reportUnknownKey } from './report.ts';
export { boolean, choice, currency, date, id, isDate, text } from './values.ts';
export type { IsoDate } from './iso-date.ts';
export { isMonth, month, monthAfter, monthsBetween, type IsoMonth } from './month.ts';

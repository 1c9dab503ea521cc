/**
 * The operations of the graph, a file each or a family in a file: what an operation makes of exact numbers, doubles,
 * fractions, words, curvatures and generated code stands in one place, and the readings look it up. What a reading has of its
 * own, such as pieces of a function or the instructions of a module, stands with the reading.
 */
export { plainRule, wholeRule, wholeTolerance, wholeToleranceBelowZero, type WholeRule } from './ceiling.ts';
export { roughest, type Curvature } from './operation.ts';
export { operations } from './table.ts';
export { strong, type Phrase } from './phrase.ts';
export { productOf as exactProduct, quotientOf as exactQuotient, sumOf as exactSum } from './exactly.ts';

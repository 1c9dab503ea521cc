/** What platforms that make switching cheap cost a month, each a line with its source. */
export { portabilityLines } from './lines.ts';

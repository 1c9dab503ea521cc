import { add, divide, multiply, subtract } from './arithmetic.ts';
import { ceiling } from './ceiling.ts';
import { choose } from './choose.ts';
import { maximum, minimum } from './extremes.ts';
import { power } from './power.ts';

/** Every operation that has a value for a step in each reading; `least` searches, and stands in `least.ts`. */
export const operations = {
  add,
  subtract,
  multiply,
  divide,
  minimum,
  maximum,
  ceiling,
  power,
  choose,
} as const;

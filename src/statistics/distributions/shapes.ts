import { lognormal } from './lognormal.ts';
import { normal } from './normal.ts';
import { observed } from './observed.ts';
import { pert } from './pert.ts';
import type { DistributionShape } from './shape.ts';
import { triangular } from './triangular.ts';
import { uniform } from './uniform.ts';

/** Every kind of distribution by its name. A new one is a file beside these and a line here. */
const shapes = { uniform, triangular, pert, normal, lognormal, observed } as const;

type Shapes = typeof shapes;

/** What a number may be instead of one number. Parameters are in the quantity's unit. */
export type Distribution = ReturnType<Shapes[keyof Shapes]['of']>;

export type ShapeName = Distribution['shape'];

export const shapeNames = Object.keys(shapes) as readonly ShapeName[];

/** Whether a key names a distribution. */
export function isShape(key: string): key is ShapeName {
  return Object.hasOwn(shapes, key);
}

/** What is known of a distribution's kind. The table gives each name its own shape, which the compiler cannot follow. */
export function shapeOf(name: ShapeName): DistributionShape<Distribution> {
  return shapes[name] as unknown as DistributionShape<Distribution>;
}

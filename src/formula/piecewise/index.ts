/**
 * The piecewise reading: a formula as an exact, piecewise linear function of one input, with jumps. Forms keep a formula
 * as a linear combination of the few steps that are not linear; they are read as pieces on a range, as bounds on a range,
 * as what holds from some point on for ever, and at a point.
 */
export { Rational } from '../graph/rational.ts';
export { limitsAt, valueAt, type PiecewiseFunction } from './function.ts';
export { namedAround, readPiecewise, type NotPiecewise, type PiecewiseReading } from './read-piecewise.ts';
export { reduceFormulas } from './reduce.ts';
export { placeOfStep } from './step-place.ts';
export { atomsOf, atomForm, type Form as PiecewiseForm } from './form.ts';
export { piecesOf, type ClosedRange, type PieceProblem, type PiecesResult } from './pieces.ts';
export { isBelow as isBandBelow, type Band, type OpenRange } from './band.ts';
export { readBands, type BandReading } from './read-bands.ts';
export { extend as extendEnvelope, lowerEnvelope, type EnvelopePiece } from './envelope.ts';
export { compareTails, type TailComparison } from './compare-tails.ts';
export { pointReader, roughPointReader } from './point.ts';

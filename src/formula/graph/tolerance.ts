/**
 * The one rule for whole numbers: the ceiling of x is the least whole n with x ≤ n·(1 + 1e-9), for x ≥ 0, so that no
 * representation of 3 (2.9999999999, 3.0000000001) buys a fourth node. Below zero the factor is 1 - 1e-9.
 * Every reading computes it as the plain ceiling of x divided by the factor.
 */
export const wholeTolerance = '1.000000001';
export const wholeToleranceBelowZero = '0.999999999';

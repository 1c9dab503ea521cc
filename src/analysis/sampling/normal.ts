/**
 * The standard normal quantile of u in [0, 1], to about 1e-16 relative: algorithm AS 241 (PPND16), M. J. Wichura, The
 * percentage points of the normal distribution, Applied Statistics 37, 1988. Infinite at 0 and 1, NaN outside.
 */
export function normalQuantile(u: number): number {
  const q = u - 0.5;
  if (Math.abs(q) <= 0.425) return centre(q, 0.180625 - q * q);
  const tail = q < 0 ? u : 1 - u;
  if (tail === 0) return q < 0 ? -Infinity : Infinity;
  const r = Math.sqrt(-Math.log(tail));
  const distance = r <= 5 ? near(r - 1.6) : far(r - 5);
  return q < 0 ? -distance : distance;
}

// prettier-ignore
function centre(q: number, r: number): number {
  return q *
    (((((((r * 2509.0809287301226727 + 33430.575583588128105) * r + 67265.770927008700853) * r + 45921.953931549871457) * r
      + 13731.693765509461125) * r + 1971.5909503065514427) * r + 133.14166789178437745) * r + 3.387132872796366608) /
    (((((((r * 5226.495278852854561 + 28729.085735721942674) * r + 39307.89580009271061) * r + 21213.794301586595867) * r
      + 5394.1960214247511077) * r + 687.1870074920579083) * r + 42.313330701600911252) * r + 1);
}

// prettier-ignore
function near(r: number): number {
  return (((((((r * 7.7454501427834140764e-4 + 0.0227238449892691845833) * r + 0.24178072517745061177) * r
      + 1.27045825245236838258) * r + 3.64784832476320460504) * r + 5.7694972214606914055) * r + 4.6303378461565452959) * r
      + 1.42343711074968357734) /
    (((((((r * 1.05075007164441684324e-9 + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r
      + 0.14810397642748007459) * r + 0.68976733498510000455) * r + 1.6763848301838038494) * r + 2.05319162663775882187) * r
      + 1);
}

// prettier-ignore
function far(r: number): number {
  return (((((((r * 2.01033439929228813265e-7 + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r
      + 0.026532189526576123093) * r + 0.29656057182850489123) * r + 1.7848265399172913358) * r + 5.4637849111641143699) * r
      + 6.6579046435011037772) /
    (((((((r * 2.04426310338993978564e-15 + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r
      + 7.868691311456132591e-4) * r + 0.0148753612908506148525) * r + 0.13692988092273580531) * r + 0.59983220655588793769) * r
      + 1);
}

const rootOfHalf = Math.SQRT1_2;

/**
 * The standard normal distribution function, to about 1e-15 relative in both tails, by the rational approximations of
 * W. J. Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23, 1969.
 */
export function normalCumulative(z: number): number {
  const y = Math.abs(z) * rootOfHalf;
  if (y <= 0.46875) return 0.5 + 0.5 * errorFunction(z * rootOfHalf);
  const tail = 0.5 * complementaryErrorFunction(y);
  return z < 0 ? tail : 1 - tail;
}

// prettier-ignore
function errorFunction(x: number): number {
  const s = x * x;
  return x *
    ((((0.185777706184603153 * s + 3.1611237438705656) * s + 113.864154151050156) * s + 377.485237685302021) * s
      + 3209.37758913846947) /
    ((((s + 23.6012909523441209) * s + 244.024637934444173) * s + 1282.61652607737228) * s + 2844.23683343917062);
}

/** For y above 0.46875. */
// prettier-ignore
function complementaryErrorFunction(y: number): number {
  if (y > 27) return 0;
  // exp(-y²) with y² split, since its rounding would otherwise be multiplied by y².
  const head = Math.trunc(y * 16) / 16;
  const bell = Math.exp(-head * head) * Math.exp(-(y - head) * (y + head));
  if (y <= 4) {
    return bell *
      ((((((((2.15311535474403846e-8 * y + 0.564188496988670089) * y + 8.88314979438837594) * y + 66.1191906371416295) * y
        + 298.635138197400131) * y + 881.95222124176909) * y + 1712.04761263407058) * y + 2051.07837782607147) * y
        + 1230.33935479799725) /
      ((((((((y + 15.7449261107098347) * y + 117.693950891312499) * y + 537.181101862009858) * y + 1621.38957456669019) * y
        + 3290.79923573345963) * y + 4362.61909014324716) * y + 3439.36767414372164) * y + 1230.33935480374942);
  }
  const s = 1 / (y * y);
  const correction = s *
    (((((0.0163153871373020978 * s + 0.305326634961232344) * s + 0.360344899949804439) * s + 0.125781726111229246) * s
      + 0.0160837851487422766) * s + 6.58749161529837803e-4) /
    (((((s + 2.56852019228982242) * s + 1.87295284992346725) * s + 0.527905102951428412) * s + 0.0605183413124413191) * s
      + 0.00233520497626869185);
  return (bell * (0.56418958354775628695 - correction)) / y;
}

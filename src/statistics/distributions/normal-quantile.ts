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
    (((((((r * 2509.0809287301227 + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r
      + 13731.69376550946) * r + 1971.5909503065513) * r + 133.14166789178438) * r + 3.3871328727963665) /
    (((((((r * 5226.495278852854 + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r
      + 5394.196021424751) * r + 687.1870074920579) * r + 42.31333070160091) * r + 1);
}

// prettier-ignore
function near(r: number): number {
  return (((((((r * 0.0007745450142783414 + 0.022723844989269184) * r + 0.2417807251774506) * r
      + 1.2704582524523684) * r + 3.6478483247632045) * r + 5.769497221460691) * r + 4.630337846156546) * r
      + 1.4234371107496835) /
    (((((((r * 1.0507500716444169e-09 + 0.0005475938084995345) * r + 0.015198666563616457) * r
      + 0.14810397642748008) * r + 0.6897673349851) * r + 1.6763848301838038) * r + 2.053191626637759) * r
      + 1);
}

// prettier-ignore
function far(r: number): number {
  return (((((((r * 2.0103343992922881e-07 + 2.7115555687434876e-05) * r + 0.0012426609473880784) * r
      + 0.026532189526576124) * r + 0.29656057182850487) * r + 1.7848265399172913) * r + 5.463784911164114) * r
      + 6.657904643501103) /
    (((((((r * 2.0442631033899397e-15 + 1.421511758316446e-07) * r + 1.8463183175100548e-05) * r
      + 0.0007868691311456133) * r + 0.014875361290850615) * r + 0.1369298809227358) * r + 0.599832206555888) * r
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
    ((((0.18577770618460315 * s + 3.1611237438705655) * s + 113.86415415105016) * s + 377.485237685302) * s
      + 3209.3775891384694) /
    ((((s + 23.601290952344122) * s + 244.02463793444417) * s + 1282.6165260773723) * s + 2844.236833439171);
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
      ((((((((2.1531153547440383e-08 * y + 0.5641884969886701) * y + 8.883149794388377) * y + 66.11919063714163) * y
        + 298.6351381974001) * y + 881.952221241769) * y + 1712.0476126340707) * y + 2051.0783778260716) * y
        + 1230.3393547979972) /
      ((((((((y + 15.744926110709835) * y + 117.6939508913125) * y + 537.1811018620099) * y + 1621.3895745666903) * y
        + 3290.7992357334597) * y + 4362.619090143247) * y + 3439.3676741437216) * y + 1230.3393548037495);
  }
  const s = 1 / (y * y);
  const correction = s *
    (((((0.016315387137302097 * s + 0.30532663496123236) * s + 0.36034489994980445) * s + 0.12578172611122926) * s
      + 0.016083785148742275) * s + 0.0006587491615298378) /
    (((((s + 2.568520192289822) * s + 1.8729528499234673) * s + 0.5279051029514285) * s + 0.06051834131244132) * s
      + 0.0023352049762686918);
  return (bell * (0.5641895835477563 - correction)) / y;
}

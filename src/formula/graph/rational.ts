import { Exact } from './decimal.ts';

/** Beyond this size a fraction is brought to lowest terms; below it the greatest common divisor costs more than it saves. */
const reduceBeyond = 1n << 320n;

/** Where one interval ends the next one begins: both are shown. */
const exacts = new WeakMap<Rational, Exact>();

/**
 * An exact fraction. Operations do not bring it to lowest terms before it grows large: with fraction.js, which always
 * does, an addition takes sixty times as long, and the piecewise reading does tens of thousands.
 */
export class Rational {
  readonly numerator: bigint;
  /** Above zero. */
  readonly denominator: bigint;

  private constructor(numerator: bigint, denominator: bigint) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /** `denominator` must not be zero. */
  static of(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
    const under = BigInt(denominator);
    if (under === 0n) throw new Error('a fraction over zero');
    return under < 0n ? Rational.#make(-BigInt(numerator), -under) : Rational.#make(BigInt(numerator), under);
  }

  static #make(numerator: bigint, denominator: bigint): Rational {
    const made = new Rational(numerator, denominator);
    return denominator > reduceBeyond ? made.reduced() : made;
  }

  /** The same number; undefined where it is not finite. */
  static fromExact(value: Exact): Rational | undefined {
    if (!value.isFinite()) return undefined;
    const [whole = '0', fraction = ''] = value.toString().split('.');
    return Rational.#make(BigInt(whole + fraction), 10n ** BigInt(fraction.length)).reduced();
  }

  /** To 64 significant digits, correctly rounded; lowest terms would give the same and take longer. */
  toExact(): Exact {
    const known = exacts.get(this);
    if (known !== undefined) return known;
    const { numerator, denominator } = this;
    const made = new Exact(numerator.toString()).div(denominator.toString());
    exacts.set(this, made);
    return made;
  }

  /** Roughly, for estimates. */
  toNumber(): number {
    const whole = this.numerator / this.denominator;
    if (whole > 4503599627370496n || whole < -4503599627370496n) return Number(whole);
    return this.toExact().toNumber();
  }

  /** In lowest terms. */
  reduced(): Rational {
    let a = this.numerator < 0n ? -this.numerator : this.numerator;
    let b = this.denominator;
    while (b !== 0n) [a, b] = [b, a % b];
    return a === 1n ? this : new Rational(this.numerator / a, this.denominator / a);
  }

  get sign(): -1 | 0 | 1 {
    return this.numerator > 0n ? 1 : this.numerator < 0n ? -1 : 0;
  }

  get isZero(): boolean {
    return this.numerator === 0n;
  }

  plus(other: Rational): Rational {
    const { numerator: a, denominator: b } = this;
    const { numerator: c, denominator: d } = other;
    if (a === 0n) return other;
    if (c === 0n) return this;
    if (b === d) return Rational.#make(a + c, b);
    if (b > d ? b % d === 0n : false) return Rational.#make(a + c * (b / d), b);
    if (d > b ? d % b === 0n : false) return Rational.#make(a * (d / b) + c, d);
    return Rational.#make(a * d + c * b, b * d);
  }

  minus(other: Rational): Rational {
    return this.plus(other.negated());
  }

  negated(): Rational {
    return new Rational(-this.numerator, this.denominator);
  }

  times(other: Rational): Rational {
    return Rational.#make(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  /** `other` must not be zero. */
  over(other: Rational): Rational {
    return Rational.of(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  /** Below zero where this is less than `other`, zero where equal. */
  compare(other: Rational): number {
    const { sign } = this;
    if (sign !== other.sign) return sign - other.sign;
    const left = this.numerator * other.denominator;
    const right = other.numerator * this.denominator;
    return left < right ? -1 : left > right ? 1 : 0;
  }

  equals(other: Rational): boolean {
    return this === other || this.compare(other) === 0;
  }

  isLess(other: Rational): boolean {
    return this.compare(other) < 0;
  }

  /** The largest whole number that is not above. */
  floor(): bigint {
    const down = this.numerator / this.denominator;
    return this.numerator < 0n && down * this.denominator !== this.numerator ? down - 1n : down;
  }

  /** The least whole number that is not below: the plain one, not by the rule of `operations/ceiling.ts`. */
  ceiling(): bigint {
    return -this.negated().floor();
  }
}

export const zero = Rational.of(0);
export const one = Rational.of(1);

export function least(a: Rational, b: Rational): Rational {
  return b.isLess(a) ? b : a;
}

export function greatest(a: Rational, b: Rational): Rational {
  return a.isLess(b) ? b : a;
}

/** The smallest number above zero of which both are whole multiples; both are above zero. */
export function leastCommonMultiple(a: Rational, b: Rational): Rational {
  const left = a.reduced();
  const right = b.reduced();
  let [x, y] = [left.numerator * right.denominator, right.numerator * left.denominator];
  const product = left.numerator * right.numerator;
  while (y !== 0n) [x, y] = [y, x % y];
  return Rational.of(product, x).reduced();
}

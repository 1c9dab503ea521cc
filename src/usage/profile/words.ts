/** Four digits: a month that is reckoned from a part of it has no more. */
export function fourDigits(value: number): number {
  return Number(value.toPrecision(4));
}

/** A period in words: hours below two days, then days. */
export function periodText(hours: number): string {
  return hours < 48 ? `${hours} ${hours === 1 ? 'hour' : 'hours'}` : `${fourDigits(hours / 24)} days`;
}

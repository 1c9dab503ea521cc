import { nearest } from './nearest.ts';

/**
 * Known names of the same thing as an unknown one, the likeliest first, at most `most`: those that differ in case and
 * punctuation alone, those that end with it (`openai/gpt-4o-mini` for `gpt-4o-mini`), those whose parts begin with its
 * parts (`lambda/h100-sxm/on-demand` for `lambda/h100/on-demand`), those of the same seller and thing (`nebius/h100-sxm/spot` for
 * `nebius/h100-sxm/on-demand`), and else the nearest spelling with the same numbers:
 * another number is another thing, as an H100 is no B200.
 */
export function nearestNames(name: string, known: Iterable<string>, most = 3): readonly string[] {
  const all = [...known];
  const same = all.filter((each) => bare(each) === bare(name));
  if (same.length > 0) return same.slice(0, most);
  const ending = all.filter((each) => bare(lastPart(each)) === bare(name));
  if (ending.length > 0) return shortestFirst(ending).slice(0, most);
  const longer = all.filter((each) => startsInParts(each, name));
  if (longer.length > 0) return shortestFirst(longer).slice(0, most);
  const kin = all.filter((each) => isOfSameThing(each, name));
  const kindred = nearest(name, kin);
  if (kin.length > 0) return kindred === undefined ? shortestFirst(kin).slice(0, most) : [kindred];
  const alike = all.filter((each) => numbersOf(each) === numbersOf(name));
  const whole = nearest(name, alike);
  if (whole !== undefined) return [whole];
  const last = nearest(name, alike.map(lastPart));
  return shortestFirst(alike.filter((each) => lastPart(each) === last)).slice(0, most);
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}/]/gu, '');
}

function lastPart(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}

/** Whether each part of the name begins the part of the longer one at its place. */
function startsInParts(longer: string, name: string): boolean {
  const [parts, wanted] = [longer.toLowerCase().split('/'), name.toLowerCase().split('/')];
  return (
    wanted.length <= parts.length &&
    wanted.every((each, index) => parts[index] === each || parts[index]?.startsWith(`${each}-`) === true)
  );
}

/** Whether two names of three parts or more differ behind the second alone: another term or region of one vendor's GPU. */
function isOfSameThing(other: string, name: string): boolean {
  const [vendor, thing, rest] = name.toLowerCase().split('/');
  return rest !== undefined && other.toLowerCase().startsWith(`${vendor}/${thing}/`);
}

function numbersOf(name: string): string {
  return (name.toLowerCase().match(/(?<!\p{L})\p{L}\d+|\d+/gu) ?? []).join(' ');
}

function shortestFirst(names: readonly string[]): readonly string[] {
  return names.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

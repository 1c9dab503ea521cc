import type { Content } from '../../document/document.ts';
import { text } from '../../document/make.ts';

/** What a shortened table leaves out, and where it is; null where it is whole. */
export function remarkOnRest(left: number, one: string, several = `${one}s`): Content | null {
  return left <= 0 ? null : [text(restText(left, one, several))];
}

/** The same as a text, empty where the table is whole. */
export function restText(left: number, one: string, several = `${one}s`): string {
  return left <= 0
    ? ''
    : `${left} more ${left === 1 ? one : several}: --format json and --format csv have them all`;
}

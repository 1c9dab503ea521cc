import type { Content } from '../../document/document.ts';
import { text } from '../../document/make.ts';

/** What a shortened table leaves out, and where it is; null where it is whole. */
export function remarkOnRest(left: number, what: string): Content | null {
  return left <= 0 ? null : [text(restText(left, what))];
}

/** The same as a text, empty where the table is whole. */
export function restText(left: number, what: string): string {
  return left <= 0 ? '' : `${left} more ${what}: --format json and --format csv have them all`;
}

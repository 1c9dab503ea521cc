import type { Content } from '../document/document.ts';
import { text } from '../document/make.ts';

/** What a shortened table leaves out, and where it is; null where it is whole. */
export function remarkOnRest(left: number, what: string): Content | null {
  return left <= 0 ? null : [text(`${left} more ${what}: --format json and --format csv have them all`)];
}

import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import type { PageData } from './page-data.ts';

/** The data of a page as it stands in it: compressed, since formulas of many workloads are alike, in letters and digits alone. */
export function packed(data: PageData): string {
  return btoa(strFromU8(deflateSync(strToU8(JSON.stringify(data)), { level: 9 }), true));
}

/** The data again. */
export function unpacked(text: string): PageData {
  // Whoever could change what stands in the page could change its program as well.
  return JSON.parse(strFromU8(inflateSync(strToU8(atob(text), true)))) as PageData;
}

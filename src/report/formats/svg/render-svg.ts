import { drawFile, picturesOf, type PicturedResult } from '../../pictures/index.ts';
import type { Rendered, RenderOptions } from '../../types.ts';

/** The charts of a result below each other, as one SVG picture. */
export function renderSvg(result: PicturedResult, { model }: RenderOptions): Rendered {
  const body = drawFile(result.scenario.name, picturesOf(result, model));
  return { mediaType: 'image/svg+xml', body };
}

import { parseCatalog } from '../../src/catalog/index.ts';
import { buildModel, type Model } from '../../src/model/index.ts';
import { parseScenario } from '../../src/scenario/index.ts';
import { shown } from './shown.ts';

export const manifest = 'crossover_catalog: 1\nversion: fuzz\ndate: 2026-11-01\nsources: []\n';
/** A catalog without prices: what a scenario needs has to stand in it. */
export const empty = parseCatalog(new Map([['catalog.yaml', manifest]]), '');

/** The model of a scenario under the empty catalog, null where it has none; and what is wrong with the problems it shows. */
export function readModel(text: string): { readonly model: Model | null; readonly wrong: string | null } {
  const read = parseScenario({ file: 'a.yaml', text });
  const wrong = shown(read.diagnostics, 'a.yaml', text);
  if (wrong !== null || !read.ok || !empty.ok) return { model: null, wrong };
  const model = buildModel(read.value, empty.value);
  return { model: model.ok ? model.value : null, wrong: shown(model.diagnostics, 'a.yaml', text) };
}

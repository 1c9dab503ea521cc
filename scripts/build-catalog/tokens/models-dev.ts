import { decimal, readModelsDevModel, type Sold } from '../../../src/importing/importers.ts';
import { readJson } from '../extracts.ts';

interface ModelsDev {
  readonly providers: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly cost?: { readonly input?: number; readonly output?: number } }>>
    >
  >;
}

/** The prices that models.dev has for the channels of the catalog. */
export function readModelsDev(folder: string): readonly {
  readonly sold: Pick<Sold, 'channel' | 'name'>;
  readonly input: string;
  readonly output: string;
}[] {
  const { providers } = readJson(folder, 'models-dev.json') as ModelsDev;
  return Object.entries(providers).flatMap(([provider, models]) => {
    return Object.entries(models).flatMap(([id, { cost }]) => {
      const sold = readModelsDevModel(provider, id);
      if (cost?.input === undefined || cost.output === undefined || sold === undefined) return [];
      return [{ sold, input: decimal(String(cost.input)), output: decimal(String(cost.output)) }];
    });
  });
}

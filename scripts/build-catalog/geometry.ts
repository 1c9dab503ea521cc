import { modelName, type YamlValue } from '../../src/importing/importers.ts';
import { column, evidenceOf, readCsv, type Row } from './extracts.ts';
import { sourceOf } from './sources.ts';

type ModelEntry = { readonly [key: string]: YamlValue | undefined; readonly id: string };

/** Names of rows that stand for several models of one geometry. */
const alike: Readonly<Record<string, readonly string[]>> = {
  'zai-org/GLM-4.5 (also 4.6, 4.7)': ['glm-4.5', 'glm-4.6', 'glm-4.7'],
  'mistralai/Mistral-Small-3.x / Magistral-Small': ['mistral-small-3', 'magistral-small'],
};

/** Precisions under which a publisher repeats a model of another name. */
const requantized = /-nvfp4$/iu;

/**
 * Models by their publishers' configuration files. Where the cache of a model grows with part of its layers only, the
 * bytes per token are of those layers; what its windows keep beside that is in the note.
 */
export function readGeometry(folder: string): {
  readonly models: readonly ModelEntry[];
  readonly left: readonly string[];
} {
  const left: string[] = [];
  const models = readCsv(folder, 'field/h-models.csv').flatMap((row): readonly ModelEntry[] => {
    const name = column(row, 'model');
    const parameters = column(row, 'parameters_computed') || column(row, 'parameters_named');
    const reason = !column(row, 'evidence').startsWith('A')
      ? 'geometry not read in its configuration'
      : parameters === ''
        ? 'its size could not be worked out'
        : undefined;
    if (reason !== undefined) {
      left.push(`${name}: ${reason}`);
      return [];
    }
    const ids = alike[name] ?? [idOf(name)];
    return ids.map((id) => entryOf(id, row, parameters));
  });
  return { models, left };
}

function idOf(name: string): string {
  return modelName(
    name
      .replace(/^.*\//u, '')
      .replace(requantized, '')
      .replace(/^NVIDIA-/u, ''),
  );
}

function entryOf(id: string, row: Row, parameters: string): ModelEntry {
  const source = column(row, 'source');
  const window = column(row, 'cache_window_bytes_per_sequence');
  const state = column(row, 'state_bytes_per_sequence');
  const licence = column(row, 'licence_as_known');
  const path = /^ai-dynamo\/aiconfigurator@\w+:(.+)$/u.exec(source)?.[1];
  const notes = [
    path ?? source,
    `${column(row, 'layers')} layers, ${column(row, 'kv_heads')} key and value heads of ${column(row, 'head_dim')}: ${column(row, 'attention')}`,
    ...(['', '0'].includes(window) ? [] : [`windows keep ${window} bytes a sequence beside that`]),
    ...(['', '0'].includes(state) ? [] : [`the state of linear layers takes ${state} bytes a sequence`]),
  ];
  return {
    id,
    parameters,
    active_parameters: column(row, 'active_computed') || column(row, 'active_named') || undefined,
    cache_bytes_per_token: `${Number(column(row, 'cache_bytes_per_token_16bit'))} byte/token`,
    context: `${column(row, 'context')} tokens`,
    licence: licence === '' || licence === 'see model card' ? 'see the model card' : licence,
    source: sourceOf(path === undefined ? 'litgpt' : 'aiconfigurator', evidenceOf(row), notes.join('; ')),
  };
}

import { parseCatalog, type Catalog } from '../../src/catalog/index.ts';
import { renderDiagnostics, type Diagnostic } from '../../src/diagnostics/index.ts';
import { evaluate, Exact, type Overrides } from '../../src/formula/index.ts';
import { buildModel, type Model, type OptionModel, type Statement } from '../../src/model/index.ts';
import { parseScenario } from '../../src/scenario/index.ts';

/** Files of a catalog folder by name; `catalog.yaml` is made where it is not among them. */
export type CatalogFiles = Readonly<Record<string, string>>;

interface Setting {
  readonly catalog?: CatalogFiles | Catalog;
  /** What `--set` would set, by address. */
  readonly set?: Readonly<Record<string, string>>;
}

/** The catalog of texts; throws with the problems, as a test should. */
export function catalogOf(files: CatalogFiles = {}): Catalog {
  const manifest = 'crossover_catalog: 1\nversion: test\ndate: 2026-11-01\nsources: []\n';
  const texts = new Map(Object.entries({ 'catalog.yaml': manifest, ...files }));
  const parsed = parseCatalog(texts, '');
  if (!parsed.ok) throw new Error(renderDiagnostics(parsed.diagnostics, texts));
  return parsed.value;
}

function isCatalog(of: CatalogFiles | Catalog): of is Catalog {
  return of['digest'] !== undefined;
}

function built(yaml: string, { catalog = {}, set = {} }: Setting): ReturnType<typeof buildModel> {
  const overrides = Object.entries(set).map(([address, text]) => ({ address, text }));
  const text = `crossover: 1\n${yaml}`;
  const scenario = parseScenario({ file: 'test.yaml', text, overrides });
  if (!scenario.ok) throw new Error(renderDiagnostics(scenario.diagnostics, new Map([['test.yaml', text]])));
  return buildModel(scenario.value, isCatalog(catalog) ? catalog : catalogOf(catalog));
}

/** The model of a scenario given as text without its first line, under a catalog of texts; throws with the problems. */
export function modelOf(yaml: string, setting: Setting = {}): Model {
  const model = built(yaml, setting);
  if (!model.ok) throw new Error(renderDiagnostics(model.diagnostics, new Map()));
  return model.value;
}

/** The problems that stop the model; throws where it is built. */
export function modelProblems(yaml: string, setting: Setting = {}): readonly Diagnostic[] {
  const model = built(yaml, setting);
  if (model.ok) throw new Error('the model was built');
  return model.diagnostics;
}

/** The option of that id, of the first workload that has it. */
export function optionOf(model: Model, id: string): OptionModel {
  const found = model.workloads.flatMap(({ options }) => options).find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no option ${id}`);
  return found;
}

/** The option's formulas; throws with its exclusions where it has none. */
export function statementOf(model: Model, id: string): Statement {
  const { statement, exclusions } = optionOf(model, id);
  if (statement === null)
    throw new Error(`${id} is excluded: ${exclusions.map(({ message }) => message).join('; ')}`);
  return statement;
}

/** Every line of an option by its id, as plain decimals. */
export function linesOf(model: Model, id: string, overrides?: Overrides): Readonly<Record<string, string>> {
  const { lines } = statementOf(model, id);
  return Object.fromEntries(lines.map((line) => [line.id, evaluate(line.monthly, overrides).toFixed()]));
}

/** One line of an option as plain decimal. */
export function lineOf(model: Model, option: string, line: string, overrides?: Overrides): string {
  const found = linesOf(model, option, overrides)[line];
  if (found === undefined) throw new Error(`${option} has no line ${line}`);
  return found;
}

/** The total of an option. */
export function totalOf(model: Model, option: string, overrides?: Overrides): Exact {
  return evaluate(statementOf(model, option).monthly, overrides);
}

/** The figure at an address, input or step. */
export function exactAt(model: Model, address: string, overrides?: Overrides): Exact {
  const node = model.graph.named.get(address) ?? model.graph.inputs.get(address);
  if (node === undefined) throw new Error(`there is no figure ${address}`);
  return evaluate(node, overrides);
}

/** The figure at an address as plain decimal. */
export function figureAt(model: Model, address: string, overrides?: Overrides): string {
  return exactAt(model, address, overrides).toFixed();
}

/** The capacity of an option as numbers. */
export function capacityOf(model: Model, option: string) {
  const { capacity } = statementOf(model, option);
  if (capacity === null) throw new Error(`${option} reserves nothing`);
  const read = (key: Exclude<keyof typeof capacity, 'latency'>): number => evaluate(capacity[key]).toNumber();
  return {
    serving: read('serving'),
    replicas: read('replicas'),
    nodes: read('nodes'),
    gpus: read('gpus'),
    load: read('load'),
    utilization: read('utilization'),
    fullVolume: read('fullVolume'),
  };
}

/** Values by address that stand in for the inputs' own. */
export function varied(values: Readonly<Record<string, number | string>>): Overrides {
  return new Map(Object.entries(values).map(([address, value]) => [address, new Exact(value)]));
}

/** `by` of every exclusion of an option. */
export function exclusionsOf(model: Model, option: string): readonly string[] {
  return optionOf(model, option).exclusions.map(({ by }) => by);
}

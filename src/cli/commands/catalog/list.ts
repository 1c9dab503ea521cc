import { Option, type Command } from 'commander';
import {
  filterValues,
  listCatalog,
  summarizeCatalog,
  type Catalog,
  type Part,
} from '../../../catalog/index.ts';
import { nearest, problem, type Diagnostic } from '../../../diagnostics/index.ts';
import { formatsOf } from '../../../report/index.ts';
import { deliver, renderResult } from '../../deliver.ts';
import type { ExitCode } from '../../exit-code.ts';
import { addGlobalOptions, catalogFlags, type GlobalOptions } from '../../global-options.ts';
import { reportDiagnostics, type Session } from '../../session.ts';
import { loadAsked } from './subject.ts';

const examples = `
Examples:
  crossover catalog list                          everything with its price, source and date
  crossover catalog list --channel openai         what one channel sells tokens for
  crossover catalog list --kind gpus --gpu h200   every offer of a GPU, by cloud and region
  crossover catalog list --as-of 2025-06-01       with the prices that held then
  crossover catalog list --kind facts             wages, electricity, platforms, what services multiply
  crossover catalog list --summary                how much there is: by part, kind, term, seller, GPU, source`;

/** The words of `--kind`, and the parts of a catalog that they stand for. */
const kinds = {
  tokens: 'tokens',
  gpus: 'offers',
  models: 'models',
  throughput: 'throughput',
  latency: 'latency',
  facts: 'facts',
} as const satisfies Record<string, Part>;

interface Flags {
  readonly kind?: keyof typeof kinds;
  readonly channel?: string;
  readonly gpu?: string;
  readonly cloud?: string;
  readonly summary?: boolean;
}

/** `crossover catalog list`: prices with source and date. */
export function addList(command: Command, session: Session): void {
  command
    .description('List the entries of a catalog, each with its current price, source and date.')
    .addOption(new Option('--kind <kind>', 'only these entries').choices(Object.keys(kinds)))
    .option('--channel <channel>', 'only the token prices of this channel')
    .option('--gpu <gpu>', 'only this GPU; h200 stands for h200-sxm')
    .option('--cloud <cloud>', 'only the GPUs of this cloud')
    .option('--summary', 'only the number of entries of each kind')
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/catalog-list/1'), catalogFlags);
  command.action(
    session.action(async (flags: Flags) => list(session, readOptions(session.environment), flags)),
  );
}

async function list(session: Session, options: GlobalOptions, written: Flags): Promise<ExitCode> {
  const asked = await loadAsked(session, options);
  if (typeof asked === 'number') return asked;
  const { catalog, moment } = asked;
  if (written.summary === true) {
    const filters = (['kind', 'channel', 'cloud', 'gpu'] as const).filter(
      (name) => written[name] !== undefined,
    );
    if (filters.length > 0) {
      const message = `--summary counts the whole catalog: leave out ${filters.map((name) => `--${name}`).join(', ')}`;
      return reportDiagnostics(session.environment, [problem('cli/unused-option', message)]);
    }
    const summary = summarizeCatalog(catalog, moment);
    return deliver(session, await renderResult(summary, options), options.out);
  }
  const flags = asCatalogued(catalog, written);
  const unknown = unknownValues(catalog, flags);
  if (unknown.length > 0) return reportDiagnostics(session.environment, unknown);
  const result = listCatalog(catalog, moment, {
    part: flags.kind === undefined ? null : kinds[flags.kind],
    channel: flags.channel ?? null,
    cloud: flags.cloud ?? null,
    gpu: flags.gpu ?? null,
  });
  return deliver(session, await renderResult(result, options), options.out);
}

/** `B200` and `CoreWeave`, as people write them, in the catalog's own spelling. */
function asCatalogued(catalog: Catalog, flags: Flags): Flags {
  const values = filterValues(catalog);
  const spelled = (['channel', 'cloud', 'gpu'] as const).flatMap((name) => {
    const written = flags[name]
      ?.trim()
      .toLowerCase()
      .replaceAll(/[\s_]+/gu, '-');
    if (written === undefined) return [];
    return [[name, values[name].find((each) => each.toLowerCase() === written) ?? written] as const];
  });
  return { ...flags, ...Object.fromEntries(spelled) };
}

/** A filter that no entry can meet is a mistake, and an empty list would hide it. */
function unknownValues(catalog: Catalog, flags: Flags): readonly Diagnostic[] {
  const values = filterValues(catalog);
  return (['channel', 'cloud', 'gpu'] as const).flatMap((name) => {
    const value = flags[name];
    const isKnown = values[name].some(
      (each) => each === value || (name === 'gpu' && each.startsWith(`${value ?? ''}-`)),
    );
    if (value === undefined || isKnown) return [];
    const meant = nearest(value, values[name]);
    const hint = meant === undefined ? `it has ${values[name].join(', ')}` : `did you mean '${meant}'?`;
    return [
      problem('catalog/unknown-filter', `--${name} ${value}: catalog ${catalog.version} has none`, { hint }),
    ];
  });
}

import { Argument, InvalidArgumentError, Option, type Command } from 'commander';
import { importSources, type ImportSource } from '../../../importing/index.ts';
import { isDate } from '../../../document/index.ts';
import { addGlobalOptions } from '../../global-options.ts';
import type { Session } from '../../session.ts';
import type { ImportFlags } from './importing/run-import.ts';

const examples = `
Sources:
  litellm, genai-prices, models-dev, llm-prices, openrouter    token prices, as JSON
  skypilot, gpuhunt                                            GPU offers, as CSV, one file a cloud
  gpurentalprices, azure-retail, aws-spot                      GPU offers, as JSON: a snapshot, a page, a history
  aws-prices                                                   EC2 offers: index.csv of a region (of any size), index.json,
                                                               or what aws pricing get-products prints
  gcp-skus                                                     Google's machines, as pages of SKUs of Compute Engine
  getdeploying                                                 weekly medians of what vendors ask, as CSV or JSON
  ecb                                                          the euro's reference rates, as XML or CSV
  csv                                                          a table of your own, by its header:
    id,input_per_mtok,output_per_mtok[,cached_per_mtok,cache_write_per_mtok,context,from,to,asOf]
    provider,gpu,price_per_gpu_hour[,region,instance_type,gpu_count,term,currency,asOf,first_seen,note,source_url]
    model,gpu,num_gpus,precision,input_len,output_len,output_tps_total[,input_tps_total,concurrency,engine]
    gpu,memory_gb,mem_bandwidth_gb_s,tdp_w
  Prices are in USD; _per_ktok and _per_token are for other units. Fields that are not imported are listed, and so is
  every line that gives no price. No price is overwritten: a changed one ends the row before it.

Examples:
  crossover catalog import litellm prices.json --into mine
  crossover catalog import openrouter --into mine --only openrouter/qwen/
  crossover catalog import aws-prices index.csv --into mine --only aws/p5
  crossover catalog import ecb eurofxref-hist.csv --into mine --only EUR/USD
  crossover catalog import skypilot aws/vms.csv --into mine --retrieved 2026-11-01
  crossover catalog import csv quotes.csv --into mine --extends 2026-12 --prefix acme`;

/** `crossover catalog import SOURCE [FILE|URL] --into FOLDER`. */
export function addImport(command: Command, session: Session): void {
  command
    .description(
      'Import a published price list into a catalog folder, which is created if it does not exist. The folder is written completely or left as it was.',
    )
    .addArgument(new Argument('<source>', 'the publisher of the list').choices(importSources))
    .argument('[file]', "a file or an https address (default: the publisher's own feed)")
    .requiredOption('--into <folder>', 'the catalog folder')
    .addOption(
      new Option(
        '--prefix <name>',
        'prefix for the ids, or the cloud if the file does not name one',
      ).argParser(parsePrefix),
    )
    .addOption(
      new Option(
        '--retrieved <date>',
        "when the prices were read (default: the file's own date, or today)",
      ).argParser(parseDay),
    )
    .addOption(
      new Option('--only <start>', 'only ids that start with this (repeatable)').argParser(
        (text: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), text],
      ),
    )
    .option('--extends <version>', 'the bundled catalog that a new folder extends')
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, ['table', 'json'], []);
  command.action(
    session.action(async (source: ImportSource, file: string | undefined, flags: ImportFlags) => {
      const { runImport } = await import('./importing/run-import.ts');
      return runImport(session, readOptions(session.environment), { source, file, flags });
    }),
  );
}

function parsePrefix(text: string): string {
  if (/^[A-Za-z0-9][\w.-]*(?:\/[\w.-]+)*$/u.test(text)) return text;
  throw new InvalidArgumentError('Expected letters, digits and . _ - /, such as acme.');
}

function parseDay(text: string): string {
  if (isDate(text)) return text;
  throw new InvalidArgumentError('Expected a calendar date such as 2026-11-01.');
}

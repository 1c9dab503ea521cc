import type { ProblemTable } from '../diagnostics/index.ts';

/** Every code that the content of a price catalog can cause, with those of commands that manage catalogs. */
export const catalogProblems: ProblemTable = {
  'catalog/version': {
    means: 'The catalog file has a format version other than `crossover_catalog: 1`.',
    remedy: 'Correct the line, or use a version of this program that reads the other format.',
  },
  'catalog/wrong-type': {
    means: 'A value of the wrong type: a list where a map is expected, or text where a number is expected.',
    remedy: 'Write the value in the format that the message names.',
  },
  'catalog/wrong-value': {
    means: 'A text that is not one of the allowed values.',
    remedy: 'Use one of the values that the message lists.',
  },
  'catalog/wrong-quantity': {
    means: 'A value that is not a number, or has the wrong unit.',
    remedy: 'Write a number with the unit that the message names.',
  },
  'catalog/out-of-range': {
    means: 'A number outside the valid range, such as a negative price.',
    remedy: 'Correct the number.',
  },
  'catalog/unknown-key': {
    means: 'A key that is not known here.',
    remedy: 'Correct its spelling, or remove it.',
  },
  'catalog/missing-key': {
    means: 'A required key is missing.',
    remedy: 'Add the key that the message names.',
  },
  'catalog/empty': {
    means: 'An entry has an empty list of prices.',
    remedy: 'Add a price row, or remove the entry if its price is not known.',
  },
  'catalog/duplicate': {
    means: 'Two entries have the same id, or two offers are the same under two names.',
    remedy: 'Remove one of them.',
  },
  'catalog/dates': {
    means: 'A price row ends before it starts.',
    remedy: 'Correct `from` or `to`; `to` is the first day on which the row is no longer valid.',
  },
  'catalog/gap': {
    means: 'There is a gap between two price rows: on some days no price is valid.',
    remedy: 'Start the later row where the earlier one ends.',
  },
  'catalog/overlap': {
    means: 'Two price rows are valid on the same day.',
    remedy: 'End one where the other begins, or record the newer one later and as confirmed.',
  },
  'catalog/contradiction': {
    means: 'Two figures of one measurement contradict each other.',
    remedy: 'Check them against the source.',
  },
  'catalog/unknown-base': {
    means: 'A catalog extends another that is neither bundled nor a folder.',
    remedy: 'Name a bundled version or an existing folder.',
  },
  'catalog/unknown-file': {
    means: 'A file in the folder is not part of a catalog.',
    remedy: 'Remove or rename the file.',
  },
  'catalog/missing-file': {
    means: 'The catalog has no `catalog.yaml`, or lacks a file that it lists.',
    remedy: 'Add the file, or name another folder.',
  },
  'catalog/source': {
    means: 'A source without an address or date, or one that is neither an address nor a line of a file.',
    remedy: 'State the URL, or the file and line such as `quotes.csv:12`, and the day on which it was read.',
  },
  'catalog/batch': {
    means: 'The batch price is higher than the regular price.',
    remedy: 'Write the multiplier as a share of the regular price, such as `50%`.',
  },
  'catalog/cached-dearer': {
    means: 'Cached input costs more than regular input.',
    remedy: 'Check which of the two prices was entered in the wrong place.',
  },
  'catalog/inverted': {
    means: 'Output costs less than a tenth of input.',
    remedy: 'Check whether input and output were swapped.',
  },
  'catalog/too-dear': {
    means: 'A price is higher than any model has ever cost.',
    remedy: 'Check the unit: prices are per million tokens.',
  },
  'catalog/too-cheap': {
    means: 'A price is lower than any model has ever cost.',
    remedy: 'Check the unit: prices are per million tokens.',
  },
  'catalog/zero-price': {
    means: 'A price is zero. An unknown price must not be written as zero.',
    remedy: 'Remove the entry if the price is not known.',
  },
  'catalog/cheaper-tier': {
    means: 'A price tier is cheaper than the tier below it.',
    remedy: 'Check the tier; vendors charge more for longer requests.',
  },
  'catalog/tier-mode': {
    means: 'The entry does not say whether a tier prices the whole request or only the part above its limit.',
    remedy: 'State `mode: whole_request` or `mode: part_above`.',
  },
  'catalog/tier-beyond-context': {
    means: 'A tier starts above the context length, so it is never reached.',
    remedy: 'Correct the tier or the context length.',
  },
  'catalog/tier-threshold': {
    means: 'A tier starts at a different length than at most sellers of the same model.',
    remedy: 'Check the limit against the source.',
  },
  'catalog/spot-dearer': {
    means: 'A spot price is higher than the on-demand price of the same offer.',
    remedy: 'Check both prices against their sources.',
  },
  'catalog/outlier': {
    means: 'A price is a hundred times higher or lower than comparable entries.',
    remedy: 'Check the unit and the decimal point.',
  },
  'catalog/stale': {
    means: 'A price was retrieved long ago.',
    remedy: 'Retrieve it again, or run `crossover catalog update`.',
  },
  'catalog/stale-open-model': {
    means: 'A price of an open model was retrieved long ago; these change often.',
    remedy: 'Retrieve it again.',
  },
  'catalog/unknown-model': {
    means: 'A throughput entry or a latency curve names a model that `models.yaml` does not have.',
    remedy: 'Add the model, or correct the name.',
  },
  'catalog/unknown-gpu': {
    means: 'An entry names a GPU that `hardware.yaml` does not have.',
    remedy: 'Add the GPU, or correct the name.',
  },
  'catalog/no-trend': {
    means: 'The scenario asks the catalog for a trend, but the price history is too short.',
    remedy: 'State the trend yourself, such as `-30%/year`.',
  },
  'catalog/digest': {
    means: 'The catalog is not the one that the lock file names.',
    remedy: 'Run `crossover catalog lock` if the change is intended.',
  },
  'catalog/lock': {
    means: 'The lock file cannot be read.',
    remedy: 'Write it again with `crossover catalog lock`.',
  },
  'catalog/locked': {
    means: '`--locked` was given, and there is no lock file or it does not match.',
    remedy: 'Run `crossover catalog lock`.',
  },
  'catalog/damaged': {
    means: 'A file does not have the digest that the catalog lists for it.',
    remedy: 'Fetch the catalog again.',
  },
  'catalog/edited': {
    means: 'An update would overwrite a file that was edited by hand.',
    remedy: 'Move your changes to a folder of your own that `extends` the catalog.',
  },
  'catalog/older': {
    means: 'The published catalog is older than the one in the folder.',
    remedy: 'Nothing; the newer one is kept.',
  },
  'catalog/not-published': {
    means: 'No catalog is published at the address.',
    remedy: 'Check the address.',
  },
  'catalog/no-address': {
    means: 'The folder does not say where its catalog is published.',
    remedy: 'Give the address with `--from`.',
  },
  'catalog/unsound': {
    means: 'A published catalog breaks a validation rule and is not used.',
    remedy: 'Report it to its publisher.',
  },
  'catalog/two-catalogs': {
    means: 'Two catalogs were given where one is expected.',
    remedy: 'Name one of them.',
  },
  'catalog/unknown-entry': {
    means: 'The catalog has no entry of this name.',
    remedy: 'Use the suggested name, or see `crossover catalog list`.',
  },
  'catalog/unknown-filter': {
    means: 'A filter names a value that no entry has.',
    remedy: 'Use one of the values that the message lists.',
  },
};

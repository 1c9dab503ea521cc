/** Words that a shell offers besides commands, options and files. */
export const wordKinds = ['scenarios', 'prices', 'offers', 'models', 'gpus', 'entries'] as const;
/** Words of the scenario on the command line: the shell asks for them when they are wanted. */
export const askedKinds = ['addresses', 'workloads', 'options'] as const;

/** Kinds that are the same for every file: they stand in the script, so that a shell starts nothing to offer them. */
export type StaticKind = (typeof wordKinds)[number];
export type AskedKind = (typeof askedKinds)[number];
export type WordKind = StaticKind | AskedKind;

export type StaticWords = Readonly<Record<StaticKind, readonly string[]>>;

export const noWords: StaticWords = {
  scenarios: [],
  prices: [],
  offers: [],
  models: [],
  gpus: [],
  entries: [],
};

/** What the value of an option is: for every command, or for the one before the flag. */
const optionKinds: Readonly<Record<string, WordKind>> = {
  '--set': 'addresses',
  '--solve': 'addresses',
  '--vary': 'addresses',
  '--workload': 'workloads',
  'sweep --options': 'options',
  'quotes --option': 'options',
  'quotes --against': 'prices',
  'init --buy': 'prices',
  '--model': 'models',
  '--gpu': 'gpus',
};

const scenario: readonly WordKind[] = ['scenarios'];

/** What the arguments of a command are, one after the other; the last holds for all that follow. */
const argumentKinds: Readonly<Record<string, readonly WordKind[]>> = {
  ...Object.fromEntries(
    [
      'run',
      'breakeven',
      'sweep',
      'sensitivity',
      'simulate',
      'forecast',
      'place',
      'stress',
      'addresses',
      'compare',
      'check',
    ].map((command) => [command, scenario]),
  ),
  explain: ['scenarios', 'addresses'],
  'catalog show': ['entries'],
  'catalog hosts': ['models'],
};

export function kindOfOption(command: readonly string[], flag: string): WordKind | null {
  return optionKinds[`${command.join(' ')} ${flag}`] ?? optionKinds[flag] ?? null;
}

export function kindsOfArguments(command: readonly string[]): readonly WordKind[] {
  return argumentKinds[command.join(' ')] ?? [];
}

/** A tool of the server: one command of this program with its result as JSON. It reads and never writes. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Its parameters, by name, beside those of `common`. */
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly required: readonly string[];
  /** Whether it asks about a scenario: then it takes `scenario` or `text`, and `set`. */
  readonly ofScenario: boolean;
  /** The published schema of its result, a file under `schema/`. */
  readonly schema: string;
  /** The command line, after the file where there is one. */
  readonly argv: (given: Readonly<Record<string, string>>) => CommandLine;
}

export interface Parameter {
  readonly description: string;
}

/** What stands before and after the file of a scenario. */
export interface CommandLine {
  readonly command: readonly string[];
  readonly rest: readonly string[];
}

const longestText = 200_000;
const longestParameter = 2_000;

/** Which scenario, and what is changed in it. */
const scenarioParameters = {
  scenario: {
    type: 'string',
    maxLength: longestParameter,
    description:
      "The path of a scenario file below the server's folder, or the name of a bundled scenario, such as quick-start. Give this or `text`.",
  },
  text: {
    type: 'string',
    maxLength: longestText,
    description: 'The scenario itself, in YAML, instead of `scenario`.',
  },
  set: {
    type: 'object',
    maxProperties: 100,
    additionalProperties: { type: 'string', maxLength: longestParameter },
    description:
      'Inputs to change, by address, with units, such as {"workloads.support-chat.volume": "5M requests/month"}. The tool `addresses` lists them.',
  },
} as const;

const common = {
  catalog: {
    type: 'string',
    maxLength: longestParameter,
    description: 'The name of a bundled catalog, or the path of a catalog folder.',
  },
  as_of: {
    type: 'string',
    maxLength: 10,
    description: 'Use the prices that held on this date (YYYY-MM-DD).',
  },
} as const;

/** An option of the command line where it was given. */
function option(flag: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`${flag}=${value}`];
}

const just =
  (...command: readonly string[]): Tool['argv'] =>
  () => ({ command, rest: [] });

/** Every tool, in the order in which a client is told of them. */
export const tools: readonly Tool[] = [
  {
    name: 'run',
    title: 'Cost and recommendation',
    description:
      'What each option of each workload costs a month, line by line; the recommended one; at which volume the answer flips; what moves it most.',
    parameters: {},
    required: [],
    ofScenario: true,
    schema: 'result.schema.json',
    argv: just('run'),
  },
  {
    name: 'breakeven',
    title: 'Break-even in one input',
    description:
      'Every value of one input at which another option becomes the cheapest, and the cheapest option between them.',
    parameters: {
      solve: { description: 'The address of the input, such as workloads.support-chat.volume.' },
      range: { description: 'Only these values, such as 1M..50M.' },
    },
    required: ['solve'],
    ofScenario: true,
    schema: 'breakeven.schema.json',
    argv: ({ solve, range }) => ({
      command: ['breakeven'],
      rest: [...option('--solve', solve), ...option('--range', range)],
    }),
  },
  {
    name: 'place',
    title: 'One plan for all workloads',
    description:
      'The cheapest joint plan: shared clusters, teams, platforms and commitments are paid once. Shows what sharing saves and whether the plan is proved.',
    parameters: {},
    required: [],
    ofScenario: true,
    schema: 'place.schema.json',
    argv: just('place'),
  },
  {
    name: 'stress',
    title: 'Shocks to the plan',
    description:
      'What shocks to prices, models, regions, utilization, volume and people do to the plan, to buying everything and to building everything: cost, verdict, what would be planned anew, what is sunk.',
    parameters: {},
    required: [],
    ofScenario: true,
    schema: 'stress.schema.json',
    argv: just('stress'),
  },
  {
    name: 'forecast',
    title: 'Months and years',
    description:
      'What each option costs month by month over the horizon of the scenario: cash, expense, net present value, payback, when to switch.',
    parameters: {},
    required: [],
    ofScenario: true,
    schema: 'forecast.schema.json',
    argv: just('forecast'),
  },
  {
    name: 'explain',
    title: 'Where a figure comes from',
    description: 'The formula of one figure in words and in numbers, down to its inputs and their sources.',
    parameters: {
      figure: {
        description: 'The address of a figure, such as workloads.support-chat.options.own-llama.monthly.',
      },
    },
    required: ['figure'],
    ofScenario: true,
    schema: 'explain.schema.json',
    argv: ({ figure }) => ({ command: ['explain'], rest: ['--', figure ?? ''] }),
  },
  {
    name: 'addresses',
    title: 'Inputs of a scenario',
    description: 'Every input of a scenario by its address, with its value, unit and source.',
    parameters: {},
    required: [],
    ofScenario: true,
    schema: 'addresses.schema.json',
    argv: just('addresses'),
  },
  {
    name: 'catalog_search',
    title: 'Prices in the catalog',
    description:
      'Token prices, GPU offers, models and measured throughputs of a price catalog, each with its source and date. Narrow it: the whole catalog is large.',
    parameters: {
      kind: { description: 'tokens, gpus, models or throughput.' },
      channel: { description: 'Token prices of this seller only, such as openai.' },
      gpu: { description: 'Offers of this GPU only, such as h200.' },
      cloud: { description: 'GPU offers of this cloud only.' },
    },
    required: ['kind'],
    ofScenario: false,
    schema: 'catalog-list.schema.json',
    argv: ({ kind, channel, gpu, cloud }) => ({
      command: ['catalog', 'list'],
      rest: [
        ...option('--kind', kind),
        ...option('--channel', channel),
        ...option('--gpu', gpu),
        ...option('--cloud', cloud),
      ],
    }),
  },
];

/** The JSON Schema of what a tool takes. */
export function inputSchemaOf(tool: Tool): Record<string, unknown> {
  const own = Object.entries(tool.parameters).map(([name, { description }]) => [
    name,
    { type: 'string', maxLength: longestParameter, description },
  ]);
  return {
    type: 'object',
    properties: {
      ...(tool.ofScenario ? scenarioParameters : {}),
      ...(Object.fromEntries(own) as Record<string, unknown>),
      ...common,
    },
    required: tool.required,
    additionalProperties: false,
  };
}

/** What a call gave, once it fits the schema. */
export interface Given extends Readonly<Record<string, unknown>> {
  readonly scenario?: string;
  readonly text?: string;
  readonly set?: Readonly<Record<string, string>>;
  readonly catalog?: string;
  readonly as_of?: string;
}

/** The command line of a call, with the scenario at `file`. */
export function commandLineOf(tool: Tool, given: Given, file: string | undefined): readonly string[] {
  const texts = Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  const { command, rest } = tool.argv(texts);
  return [
    ...command,
    '--format=json',
    ...Object.entries(given.set ?? {}).map(([address, value]) => `--set=${address}=${value}`),
    ...option('--catalog', given.catalog),
    ...option('--as-of', given.as_of),
    ...(file === undefined ? rest : [...beforeOperands(rest), ...operands(file, rest)]),
  ];
}

/** Options stand before the file, and what follows `--` after it. */
function beforeOperands(rest: readonly string[]): readonly string[] {
  const at = rest.indexOf('--');
  return at < 0 ? rest : rest.slice(0, at);
}

function operands(file: string, rest: readonly string[]): readonly string[] {
  const at = rest.indexOf('--');
  return ['--', file, ...(at < 0 ? [] : rest.slice(at + 1))];
}

/** Wrong files that are too large, or too odd, to be kept: by name, their text. Each is wrong as a scenario and as a catalog file. */
export const generated: Readonly<Record<string, () => string>> = {
  'ten-megabytes-of-aliases': () => `crossover: 1\nname: &a text\nlist: [${'*a,'.repeat(3_500_000)}*a]\n`,
  'four-megabytes-of-aliases': () => `crossover: 1\nname: &a text\nlist: [${'*a,'.repeat(1_300_000)}*a]\n`,
  'aliases-of-aliases': () => {
    const levels = Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}, *a${at}]\n`);
    return `crossover: 1\na0: &a0 [x, x, x]\n${levels.join('')}`;
  },
  'deep-lists': () => `crossover: 1\nname: ${'['.repeat(100_000)}\n`,
  'deep-maps': () => `crossover: 1\nname: ${'{ a: '.repeat(50_000)}1${' }'.repeat(50_000)}\n`,
  'deep-blocks': () => `crossover: 1\n${Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')}\n`,
  'one-long-line': () => `crossover: 1\nname: ${'x'.repeat(3_000_000)}\n`,
  'many-keys': () => `crossover: 1\n${Array.from({ length: 50_000 }, (_, at) => `key${at}: ${at}`).join('\n')}\n`,
  'many-workloads': () =>
    `crossover: 1\nworkloads:\n${Array.from({ length: 5_000 }, (_, at) => `  w${at}: { volume: 5 USD, options: auto }`).join('\n')}\n`,
  'a-long-number': () => `crossover: 1\nhours_per_month: ${'9'.repeat(1_000_000)}\n`,
  zeros: () => '\u0000'.repeat(100_000),
};

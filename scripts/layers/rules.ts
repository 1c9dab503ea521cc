/** What each folder under src/ may import besides itself; '' is src/index.ts. Imports point one way. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  diagnostics: [],
  formula: ['diagnostics'],
  catalog: ['formula', 'diagnostics'],
  scenario: ['catalog', 'formula', 'diagnostics'],
  model: ['scenario', 'catalog', 'formula', 'diagnostics'],
  analysis: ['model', 'scenario', 'catalog', 'formula', 'diagnostics'],
  usage: ['model', 'scenario', 'catalog', 'formula', 'diagnostics'],
  report: ['analysis', 'usage', 'model', 'scenario', 'catalog', 'formula', 'diagnostics'],
  io: ['analysis', 'usage', 'model', 'scenario', 'catalog', 'formula', 'diagnostics'],
  cli: ['io', 'report', 'analysis', 'usage', 'model', 'scenario', 'catalog', 'formula', 'diagnostics'],
  '': ['scenario', 'catalog', 'model', 'analysis', 'report', 'formula', 'diagnostics'],
};

/** The folders that touch files, the network, the clock and the terminal. */
export const outwardFolders: readonly string[] = ['io', 'cli'];

/** Modules of Node that are pure, by the folders that need them. */
export const pureModules: Readonly<Record<string, readonly string[]>> = {
  catalog: ['node:crypto'],
  scenario: ['node:crypto'],
};

/** Global names that read the machine, or answer differently on the next one or at the next call. */
export const outwardGlobals: readonly string[] = [
  'process',
  'performance',
  'fetch',
  'console',
  'navigator',
  'crypto',
  'globalThis',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'Intl',
];

/** Methods whose answer depends on the clock, on chance or on the machine's locale; `*` is any object. */
export const outwardMethods: readonly (readonly [object: string, method: string])[] = [
  ['Date', 'now'],
  ['Math', 'random'],
  ['*', 'toLocaleString'],
  ['*', 'toLocaleDateString'],
  ['*', 'toLocaleTimeString'],
  ['*', 'toLocaleUpperCase'],
  ['*', 'toLocaleLowerCase'],
  ['*', 'localeCompare'],
];

const foundation = ['catalog', 'document', 'statistics', 'formula', 'diagnostics'];
const subjects = ['policy', 'quotes', 'usage', 'analysis', 'model', 'finance', 'scenario', ...foundation];

function below(room: string, ...others: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return { [room]: others };
}

/** What each folder under src/ may import besides itself. Imports point one way. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  ...below('diagnostics'),
  ...below('formula', 'diagnostics'),
  ...below('statistics', 'formula', 'diagnostics'),
  ...below('finance', 'formula', 'diagnostics'),
  ...below('optimization', 'formula', 'diagnostics'),
  ...below('document', 'statistics', 'formula', 'diagnostics'),
  ...below('catalog', 'document', 'statistics', 'formula', 'diagnostics'),
  ...below('importing', ...foundation),
  ...below('scenario', ...foundation),
  ...below('model', 'finance', 'scenario', ...foundation),
  ...below('analysis', 'optimization', 'model', 'finance', 'scenario', ...foundation),
  ...below('policy', 'analysis', 'model', 'scenario', ...foundation),
  ...below('gateways', 'analysis', 'model', 'scenario', ...foundation),
  ...below('quotes', 'analysis', 'model', 'scenario', ...foundation),
  ...below('usage', 'analysis', 'model', 'scenario', ...foundation),
  ...below('interview', 'usage', 'analysis', 'model', 'scenario', ...foundation),
  ...below('report', ...subjects),
  ...below('io', 'optimization', ...subjects),
  ...below('loading', 'io', 'report', ...subjects),
  ...below('library', 'loading', 'io', 'report', ...subjects),
  ...below(
    'cli',
    'interview',
    'gateways',
    'optimization',
    'loading',
    'io',
    'report',
    'importing',
    ...subjects,
  ),
};

/** How many files a folder may hold, those of its folders not counted. */
export const mostFilesInFolder = 25;

/** The folders that touch files, the network, the clock and the terminal. */
export const outwardFolders: readonly string[] = ['io', 'cli'];

/** Modules of Node that are pure, by the folders that need them. */
export const pureModules: Readonly<Record<string, readonly string[]>> = {
  loading: ['node:path'],
  catalog: ['node:crypto'],
  scenario: ['node:crypto'],
  report: ['node:crypto'],
};

/**
 * Global names that read the machine, or answer differently on the next one or at the next call, or make code of text,
 * which a page's Content-Security-Policy refuses.
 */
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
  'WebAssembly',
  'eval',
  'Function',
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

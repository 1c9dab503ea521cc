/** The library: the same scenarios, catalogs, model, analyses and reports as the command line, without files or network. */
export * from './catalog/index.ts';
export * from './model/index.ts';
export * from './scenario/index.ts';

/** Scenario files: their schema, quantities with units, positions for errors, and defaults. Text in, values and diagnostics out. */
export * from './types.ts';

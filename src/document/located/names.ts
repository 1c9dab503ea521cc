/** Keys that would reach an object's own machinery. */
export const refusedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Texts without quotes that are nothing. */
export const nullTexts: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);

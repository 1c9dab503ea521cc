/** Forms of text, for databases that stop at what they cannot read, or that read more than the others do. */

/** Months with their days, so that no text that looks like a date makes the database stop at one that is none. */
const monthAndDay =
  '((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))';
const leapDay = '[0-9]{2}(0[48]|[2468][048]|[13579][26])-02-29';
const clock = '([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?';
const exponent = '([eE][+-]?[0-9])?';

export const timeForm = `([0-9]{4}-${monthAndDay}|${leapDay})([T ]${clock})?`;
export const zoneForm = '(Z|UTC|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)';
export const wholeForm = `[+-]?[0-9]{1,9}([0-9]{0,8}([.][0-9]*)?|([.][0-9]*)?${exponent})`;
export const decimalForm = '[+-]?([0-9]{1,8}([.][0-9]*)?|[.][0-9]+)([eE]-[0-9]{1,3})?';
export const epochForm = '[0-9]{1,19}([.][0-9]*)?';

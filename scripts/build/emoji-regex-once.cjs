// `emoji-regex` compiles its long pattern anew at each call, and string-width calls it for every cell of a table. One
// pattern is enough: `replace` starts at its beginning each time.
/** @type {() => RegExp} */
// oxlint-disable-next-line typescript/no-unsafe-call -- require has no type in a plain script
const make = require('emoji-regex');
/** @type {RegExp | undefined} */
let pattern;
module.exports = () => (pattern ??= make());

// `emoji-regex` compiles its long pattern anew at each call, and string-width calls it for every cell of a table. One
// pattern is enough: `replace` starts at its beginning each time.
const make = require('emoji-regex');
let pattern;
module.exports = () => (pattern ??= make());

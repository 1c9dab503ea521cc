// string-width goes through colours, emoji and every character of a text; most cells of a table are plain letters.
/** @type {(text: string) => number} */
const widthOf = require('string-width');
const plain = /^[ -~]*$/;
/** @param {string} text */
module.exports = (text) => (plain.test(text) ? text.length : widthOf(text));

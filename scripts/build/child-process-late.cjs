// commander starts other programs only for commands that are files of their own, which we have none of.
/** @param {unknown[]} values */
exports.spawn = (...values) => require('node:child_process').spawn(...values);

// keep-compiled.cjs BUNDLE [ARGUMENT...]: runs it, and leaves what V8 has compiled by then beside each bundle that it loads.
const { writeFileSync } = require('node:fs');
const { loadProgram } = require('../../bin/load-program.js');

const [program] = process.argv.splice(2, 1);
const compiled = new Map();
process.on('exit', () => {
  for (const [file, script] of compiled) writeFileSync(`${file}.cache`, script.createCachedData());
});
loadProgram(program, (file, script) => compiled.set(file, script));

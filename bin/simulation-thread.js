const { join } = require('node:path');
const { workerData } = require('node:worker_threads');
const { loadProgram, runAsUsual } = require('./load-program.js');

/**
 * A thread of a simulation. What it runs is a part of the bundle of commands, of which V8 keeps what it compiled, and little of
 * which is evaluated for it. Settings of V8 are those of the whole process: only a command's are touched.
 */
const { isCommand } = workerData;
if (isCommand) runAsUsual(false);
loadProgram(join(__dirname, '..', 'dist', 'commands', 'others.cjs'), () => undefined, isCommand)[
  'simulation-thread'
]();

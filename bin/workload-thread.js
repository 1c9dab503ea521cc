const { join } = require('node:path');
const { parentPort, workerData } = require('node:worker_threads');
const { loadProgram } = require('./load-program.js');

/** What a thread of `run` executes: the program that the process runs, of which it needs the one command. */
const program = loadProgram(join(__dirname, '..', 'dist', 'commands', 'run.cjs'), () => {});
program.writeWorkloads(workerData, (message, transfer) => parentPort.postMessage(message, transfer));

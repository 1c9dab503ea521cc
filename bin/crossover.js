#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { loadProgram } = require('./load-program.js');

const program = join(__dirname, '..', 'dist', 'cli.cjs');
if (existsSync(program)) {
  loadProgram(program);
} else {
  process.stderr.write(
    'error[io/not-built]: dist/cli.cjs is missing; run "npm run build" in the package folder\n',
  );
  process.exitCode = 3;
}

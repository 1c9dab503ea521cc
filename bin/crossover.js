#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/cli.js', import.meta.url);
if (existsSync(program)) {
  await import(program.href);
} else {
  process.stderr.write(
    'error[io/not-built]: dist/cli.js is missing; run "npm run build" in the package folder\n',
  );
  process.exitCode = 3;
}

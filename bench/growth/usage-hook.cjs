'use strict';
// Loaded with --require into the command that is measured: at its end, writes what it took into the file named by the
// environment. `BENCH_COUNT=1` counts instead how often each function and each loop body was run, which does not depend on
// the machine.
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

const file = process.env.BENCH_USAGE_FILE;
if (isMainThread && file !== undefined) {
  let session;
  if (process.env.BENCH_COUNT === '1') {
    const { Session } = require('node:inspector');
    session = new Session();
    session.connect();
    session.post('Profiler.enable');
    session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    const seconds = (user + system) / 1e6;
    const megabytes = process.resourceUsage().maxRSS / 1024;
    let count = null;
    session?.post('Profiler.takePreciseCoverage', (error, taken) => {
      if (error) throw error;
      count = 0;
      for (const script of taken.result) {
        if (!script.url.startsWith('file:') && !script.url.startsWith('/')) continue;
        for (const each of script.functions) for (const range of each.ranges) count += range.count;
      }
    });
    writeFileSync(file, JSON.stringify({ seconds, megabytes, count }));
  });
}

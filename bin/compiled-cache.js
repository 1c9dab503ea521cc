const { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

/** Names of files of ours, so that nothing else in the folder is ever touched. */
const ours = /^[a-z]+\.cjs-[\w.-]+\.v8$/u;
/** Of three bundles, for a few versions of ours and of Node. */
const mostFiles = 12;

/**
 * Writes what is kept of a bundle, whole or not at all: two that start together write the same, and the last one stays. It never
 * fails: without it the program only starts slower.
 */
function keepCompiled(folder, name, parts) {
  // One by one: in /proc, Node's own recursive mkdir never ends.
  for (const each of [dirname(dirname(folder)), dirname(folder), folder]) {
    quietly(() => mkdirSync(each, { mode: 0o700 }));
  }
  const made = join(folder, `${name.slice(0, -'.v8'.length)}-${process.pid}.v8`);
  quietly(() => {
    try {
      writeFileSync(made, Buffer.concat(parts), { mode: 0o600, flag: 'wx' });
      renameSync(made, join(folder, name));
    } finally {
      rmSync(made, { force: true });
    }
    removeOldest(folder);
  });
}

function removeOldest(folder) {
  const files = readdirSync(folder)
    .filter((name) => ours.test(name))
    .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { path } of files.slice(mostFiles)) rmSync(path, { force: true });
}

function quietly(action) {
  try {
    action();
  } catch {
    // Nothing is kept.
  }
}

module.exports = { keepCompiled };

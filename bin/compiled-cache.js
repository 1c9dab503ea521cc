const {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const { basename, dirname, join } = require('node:path');

/** Names of files of ours, so that nothing else in the folder is ever touched. */
const ours = /^[a-z]+\.cjs-[\w.-]+\.v8$/u;
/** Of three bundles, for a few versions of ours and of Node. */
const mostFiles = 12;

/**
 * Where what V8 compiled of a bundle is kept: in a folder of the user's own, under a name that says of which bundle, and
 * for which V8. Nothing here ever fails: without a cache the program only starts slower. CROSSOVER_COMPILED_CACHE=off
 * leaves it out, another value is the folder.
 */
function cacheFor(file, { size, mtimeMs }) {
  const folder = cacheFolder();
  const name = `${basename(file)}-${size}-${Math.trunc(mtimeMs)}-${process.versions.v8}-${process.arch}.v8`;
  return {
    read: () => (folder === undefined ? undefined : quietly(() => readOwn(folder, name))),
    write: (data) => (folder === undefined ? undefined : quietly(() => writeOwn(folder, name, data))),
  };
}

function cacheFolder() {
  const { CROSSOVER_COMPILED_CACHE: asked, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  if (asked === 'off') return undefined;
  if (asked) return asked;
  if (process.platform === 'win32') return local ? join(local, 'crossover', 'compiled') : undefined;
  const home = process.env.HOME || quietly(() => require('node:os').homedir());
  if (xdg) return join(xdg, 'crossover', 'compiled');
  return home
    ? join(home, process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'crossover', 'compiled')
    : undefined;
}

/** V8 trusts what it is given, so a file counts only where nobody else could have written it. */
function readOwn(folder, name) {
  for (const path of [folder, join(folder, name)]) {
    const { uid, mode } = statSync(path);
    if (process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o022) !== 0)) return undefined;
  }
  return readFileSync(join(folder, name));
}

/** Whole or not at all: two that start together write the same, and the last one stays. */
function writeOwn(folder, name, data) {
  // One by one: in /proc, Node's own recursive mkdir never ends.
  for (const each of [dirname(dirname(folder)), dirname(folder), folder]) {
    quietly(() => mkdirSync(each, { mode: 0o700 }));
  }
  const made = join(folder, `${name.slice(0, -'.v8'.length)}-${process.pid}.v8`);
  try {
    writeFileSync(made, data, { mode: 0o600, flag: 'wx' });
    renameSync(made, join(folder, name));
  } finally {
    rmSync(made, { force: true });
  }
  removeOldest(folder);
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
    return action();
  } catch {
    return undefined;
  }
}

module.exports = { cacheFor };

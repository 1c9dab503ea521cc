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

/** How many command lines add what they need. */
const mostSeen = 16;
const headBytes = 4 * mostSeen;

/**
 * Where what V8 compiled of a bundle is kept: in a folder of the user's own, under a name that says of which bundle, and
 * for which V8. Nothing here ever fails: without a cache the program only starts slower. CROSSOVER_COMPILED_CACHE=off
 * leaves it out, another value is the folder.
 *
 * One command line runs other functions than another one, so each of the first few that differ adds its own.
 */
function cacheFor(file, { size, mtimeMs }) {
  const folder = cacheFolder();
  const name = `${basename(file)}-${size}-${Math.trunc(mtimeMs)}-${process.versions.v8}-${process.arch}.v8`;
  const mark = markOf(process.argv.slice(2));
  let seen = [];
  let kept;
  return {
    /** What V8 compiled in earlier runs; undefined where nothing is kept. */
    read() {
      const bytes = folder === undefined ? undefined : quietly(() => readOwn(folder, name));
      if (bytes === undefined || bytes.length <= headBytes) return undefined;
      for (let at = 0; at < headBytes; at += 4) seen.push(bytes.readUInt32LE(at));
      kept = bytes.subarray(headBytes);
      return kept;
    },
    /** Keeps what `compile` returns, which is called where this run can have added to it: not after each. */
    update(compile, isRejected) {
      if (isRejected || kept === undefined)
        [seen, kept] = [Array.from({ length: mostSeen }, () => 0), Buffer.alloc(0)];
      const free = seen.indexOf(0);
      if (folder === undefined || free < 0 || seen.includes(mark)) return;
      seen[free] = mark;
      const made = compile();
      const head = Buffer.alloc(headBytes);
      for (const [index, each] of seen.entries()) head.writeUInt32LE(each, 4 * index);
      // V8 leaves out what has not been run for a while.
      const data = made.length > kept.length ? made : kept;
      quietly(() => writeOwn(folder, name, Buffer.concat([head, data])));
    },
  };
}

/** A number for a command line (FNV-1a), never 0. */
function markOf(words) {
  let hash = 0x811c9dc5;
  for (const character of words.join('\0')) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return hash >>> 0 || 1;
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

const { readFileSync, statSync } = require('node:fs');
const { createRequire } = require('node:module');
const { basename, dirname, join } = require('node:path');
const { constants, Script } = require('node:vm');

/**
 * Runs a bundle in CommonJS, and returns its exports. What V8 has compiled of it in earlier runs is kept for the next
 * one, which saves about a third of its time. `onLoaded` is told of each bundle, those that this one requires included.
 */
function loadProgram(file, onLoaded = keepAtExit(), isCommand = false) {
  // The build makes a function of a bundle, and sees to it that there is only ASCII in it: half the memory, and no decoding.
  const source = readFileSync(file, 'latin1');
  const cache = cacheFor(file, statSync(file));
  runAsUsual(true);
  const script = new Script(source, {
    filename: file,
    cachedData: cache.kept,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (isCommand) runAsUsual(false);
  onLoaded({ script, cache });
  const others = createRequire(file);
  const folder = dirname(file);
  const isBundle = /^\.\/.*\.cjs$/u;
  const requireBundle = (name) =>
    isBundle.test(name) ? loadProgram(join(folder, name), onLoaded, true) : others(name);
  const program = { exports: {} };
  script.runInThisContext()(program.exports, requireBundle, program, file, folder);
  return program.exports;
}

/** How many command lines add what they need. */
const mostSeen = 16;
const headBytes = 4 * mostSeen;

/**
 * What V8 compiled of a bundle is kept in a folder of the user's own, under a name that says of which bundle, and for which V8;
 * before it stand the marks of the command lines that ran. Without it the program only starts slower.
 * CROSSOVER_COMPILED_CACHE=off leaves it out, another value is the folder.
 */
function cacheFor(file, { size, mtimeMs }) {
  const folder = cacheFolder();
  const name = `${basename(file)}-${size}-${Math.trunc(mtimeMs)}-${process.versions.v8}-${process.arch}.v8`;
  const bytes = folder === undefined ? undefined : quietly(() => readOwn(folder, name));
  const isKept = bytes !== undefined && bytes.length > headBytes;
  return {
    folder,
    name,
    seen: Array.from({ length: mostSeen }, (_, index) => (isKept ? bytes.readUInt32LE(4 * index) : 0)),
    kept: isKept ? bytes.subarray(headBytes) : undefined,
  };
}

function cacheFolder() {
  const { CROSSOVER_COMPILED_CACHE: asked, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  if (asked === 'off') return undefined;
  if (asked) return asked;
  if (process.platform === 'win32') return local ? join(local, 'crossover', 'compiled') : undefined;
  if (xdg) return join(xdg, 'crossover', 'compiled');
  const home = process.env.HOME || quietly(() => require('node:os').homedir());
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

/**
 * Keeps what was compiled when the process ends well and a command, which is in a bundle of its own, was part of it: what
 * only the version or a wrong option needs would leave out most functions. One command line runs other functions than another
 * one, so each of the first few that differ adds its own.
 */
function keepAtExit() {
  const loaded = [];
  process.on('exit', (code) => {
    if (code !== 0 || loaded.length < 2) return;
    const mark = markOf(process.argv.slice(2));
    for (const { script, cache } of loaded) {
      if (script.cachedDataRejected !== false)
        Object.assign(cache, { kept: undefined, seen: cache.seen.fill(0) });
      const free = cache.seen.indexOf(0);
      if (cache.folder !== undefined && free >= 0 && !cache.seen.includes(mark)) {
        cache.seen[free] = mark;
        runAsUsual(true);
        keep(script.createCachedData(), cache);
      }
    }
  });
  return (each) => void loaded.push(each);
}

function keep(made, { folder, name, seen, kept }) {
  const head = Buffer.alloc(headBytes);
  for (const [index, each] of seen.entries()) head.writeUInt32LE(each, 4 * index);
  // V8 leaves out what has not been run for a while.
  const data = kept !== undefined && kept.length > made.length ? kept : made;
  require('./compiled-cache.js').keepCompiled(folder, name, [head, data]);
}

/** A number for a command line (FNV-1a), never 0. */
function markOf(words) {
  let hash = 0x811c9dc5;
  for (const character of words.join('\0')) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return hash >>> 0 || 1;
}

let v8;

/** What a function runs, in bytes, before V8 considers to optimize it. Later versions than that of Node 20 have no such setting. */
const usualBudget = 67_584;
const hasBudget = process.versions.v8.startsWith('11.3.');

/**
 * A short command has mostly ended before what V8 begins to optimize after some milliseconds is ready: later is less work in all.
 * While little is alive, several threads that look for garbage take a quarter of the processor time of a short command for
 * themselves, and on a busy machine they wait for each other; and looking for it after each megabyte takes longer than after several.
 * Marking what is alive bit by bit, which begins after some megabytes, takes a thread of its own and is not over before the command is.
 * Where much is alive, garbage may be a third of that: by itself V8 lets it grow to as much again and more.
 * V8 refuses what it compiled under other flags, so a script is made, and kept, under the usual ones.
 */
function runAsUsual(isOn) {
  if (isOn && v8 === undefined) return;
  v8 ??= require('node:v8');
  v8.setFlagsFromString(isOn ? '--parallel-scavenge' : '--no-parallel-scavenge');
  v8.setFlagsFromString(isOn ? '--incremental-marking' : '--no-incremental-marking');
  v8.setFlagsFromString(`--heap-growing-percent=${isOn ? 0 : 30}`);
  v8.setFlagsFromString(`--semi-space-growth-factor=${isOn ? 2 : 8}`);
  if (hasBudget) v8.setFlagsFromString(`--interrupt-budget=${isOn ? usualBudget : 8 * usualBudget}`);
}

function quietly(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}

module.exports = { loadProgram, runAsUsual };

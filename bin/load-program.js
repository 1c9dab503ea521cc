const { readFileSync, statSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { constants, Script } = require('node:vm');
const { cacheFor } = require('./compiled-cache.js');

/**
 * Runs a bundle in CommonJS, and returns its exports. What V8 has compiled of it in earlier runs is kept for the next
 * one, which saves about a third of its time. `onLoaded` is told of each bundle, those that this one requires included.
 */
function loadProgram(file, onLoaded = keepAtExit(), isCommand = false) {
  // The build sees to it that there is only ASCII in a bundle, which takes half the memory and no decoding.
  const source = readFileSync(file, 'latin1');
  const cache = cacheFor(file, statSync(file));
  collectAsUsual(true);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: file,
    cachedData: cache.read(),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (isCommand) collectAsUsual(false);
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

/**
 * Keeps what was compiled when the process ends well and a command, which is in a bundle of its own, was part of it: what
 * only the version or a wrong option needs would leave out most functions.
 */
function keepAtExit() {
  const loaded = [];
  process.on('exit', (code) => {
    if (code !== 0 || loaded.length < 2) return;
    collectAsUsual(true);
    for (const { script, cache } of loaded)
      cache.update(() => script.createCachedData(), script.cachedDataRejected !== false);
  });
  return (each) => void loaded.push(each);
}

let v8;

/**
 * While little is alive, several threads that look for garbage take a quarter of the processor time of a short command for
 * themselves, and on a busy machine they wait for each other; and looking for it after each megabyte takes longer than after several.
 * V8 refuses what it compiled under other flags, so a script is made, and kept, under the usual ones.
 */
function collectAsUsual(isOn) {
  if (isOn && v8 === undefined) return;
  v8 ??= require('node:v8');
  v8.setFlagsFromString(isOn ? '--parallel-scavenge' : '--no-parallel-scavenge');
  v8.setFlagsFromString(`--semi-space-growth-factor=${isOn ? 2 : 8}`);
}

module.exports = { loadProgram };

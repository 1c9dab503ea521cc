const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { constants, Script } = require('node:vm');

/**
 * Runs a bundle in CommonJS, and returns its exports. Beside it the build leaves `FILE.cache`: what V8 had compiled of
 * it after a run, which saves the reader of this about a third of the time. V8 itself refuses the cache of another
 * version, and then compiles as usual. `onCompiled` is told of each bundle, those that this one requires included.
 */
function loadProgram(file, onCompiled = () => undefined) {
  // The build sees to it that there is only ASCII in a bundle, which takes half the memory and no decoding.
  const source = readFileSync(file, 'latin1');
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: file,
    cachedData: readCache(`${file}.cache`),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  onCompiled(file, script);
  const others = createRequire(file);
  const folder = dirname(file);
  const isBundle = /^\.\/.*\.cjs$/u;
  const requireBundle = (name) =>
    isBundle.test(name) ? loadProgram(join(folder, name), onCompiled) : others(name);
  const program = { exports: {} };
  script.runInThisContext()(program.exports, requireBundle, program, file, folder);
  return program.exports;
}

function readCache(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

module.exports = { loadProgram };

/**
 * The text of a module that is loaded before a program. Of the steps that change something on the disk (files opened for
 * writing, written, flushed, renamed, removed, ...) it lets as many through as KILL_AFTER says, then kills the process. Each write
 * of content is two steps: before it, and after half of it. Where nothing is killed it writes how many steps there were.
 */
export const killer = `
import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const limit = Number(process.env.KILL_AFTER);
const report = process.env.KILL_REPORT;
const writeNow = fs.writeFileSync;
let steps = 0;
let isOn = false;

function step(before = () => undefined) {
  if (!isOn) return;
  if (steps === limit) {
    isOn = false;
    before();
    process.kill(process.pid, 'SIGKILL');
    for (;;);
  }
  steps += 1;
}

const isWriting = (flags) => (typeof flags === 'number' ? (flags & 3) !== 0 : /[wax+]/u.test(flags ?? 'r'));
const partsOf = (content) => (typeof content === 'string' || ArrayBuffer.isView(content) ? content : [...content].join(''));
const half = (content) => Buffer.from(content).subarray(0, Math.floor(Buffer.byteLength(content) / 2));

/** Replaces a function: steps, then the original. */
function counted(object, name, isMeant = () => true) {
  const original = object[name];
  if (original === undefined) return;
  object[name] = function (...values) {
    if (isMeant(values)) step();
    return original.apply(this, values);
  };
}

for (const name of ['rename', 'rm', 'rmdir', 'unlink', 'mkdir', 'cp', 'chmod', 'copyFile', 'symlink', 'link', 'truncate', 'utimes', 'mkdtemp', 'appendFile']) {
  counted(promises, name);
  counted(fs, name);
  counted(fs, name + 'Sync');
}
counted(promises, 'open', ([, flags]) => isWriting(flags));
counted(fs, 'openSync', ([, flags]) => isWriting(flags));
const handle = await promises.open(process.argv[1], 'r');
await handle.close();
const prototype = Object.getPrototypeOf(handle);
for (const name of ['sync', 'datasync', 'chmod', 'truncate', 'appendFile', 'write', 'writev']) counted(prototype, name);

/** Content: before it, and after half of it. */
const writeWhole = promises.writeFile;
promises.writeFile = async function (file, content, ...others) {
  const whole = partsOf(content);
  step();
  step(() => writeNow(typeof file === 'object' && 'fd' in file ? file.fd : file, half(whole)));
  return writeWhole.call(this, file, whole, ...others);
};
fs.writeFileSync = function (file, content, ...others) {
  step();
  step(() => writeNow(file, half(content), ...others));
  return writeNow.call(this, file, content, ...others);
};
syncBuiltinESMExports();
isOn = true;
process.on('exit', () => {
  isOn = false;
  writeNow(report, String(steps));
});
`;

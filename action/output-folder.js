import { spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join, sep } from 'node:path';

/** Lies in a folder that this action made, and lists the files that it wrote there, one a line. */
const listName = '.crossover-report';

/**
 * The folder for reports, a path of plain names below the workspace. It is new, or one that an earlier run of the action
 * left, from which the files that this run wrote are taken first. Nothing else is ever removed. Throws, with the reason, for
 * any other folder: one that is not below the workspace, that git tracks, that a link leads to, or that holds other files.
 */
export function openOutput(workspace, name) {
  const names = namesOf(name);
  const path = join(foldersBelow(workspace, names.slice(0, -1), name), names.at(-1));
  if (isTracked(workspace, names.join('/'))) refuse(name, 'the repository has files in it');
  const kind = kindOf(path);
  if (kind === 'nothing') mkdirSync(path);
  else if (kind !== 'folder') refuse(name, 'it is not a folder');
  else emptyOwn(path, name);
  const written = [];
  const keepList = () => writeFileSync(join(path, listName), written.map((each) => `${each}\n`).join(''));
  keepList();
  return {
    path,
    /** Writes a new file; no link that stands at its place is followed. */
    save(file, text) {
      const parts = file.split(/[\\/]/u);
      const target = join(foldersBelow(path, parts.slice(0, -1), name), parts.at(-1));
      if (!written.includes(parts.join('/'))) {
        written.push(parts.join('/'));
        keepList();
        writeFileSync(target, text, { flag: 'wx' });
      } else writeFileSync(target, text);
    },
  };
}

/** The folder at the end of a path of names, made where it is not there; no link is followed. */
function foldersBelow(start, names, name) {
  return names.reduce((above, each) => {
    const folder = join(above, each);
    if (kindOf(folder) === 'nothing') mkdirSync(folder);
    else if (kindOf(folder) !== 'folder') refuse(name, `${each} is no folder`);
    return folder;
  }, start);
}

function namesOf(name) {
  const names = name.split('/').filter((each, index, all) => each !== '' || index < all.length - 1);
  const isPlain = (each) =>
    /^[\w.@+][\w .@+-]*$/u.test(each) && !/^\.+$/u.test(each) && each.toLowerCase() !== '.git';
  if (isAbsolute(name) || names.length === 0 || !names.every(isPlain))
    refuse(name, "give a path of plain names below the workspace, such as 'crossover-report'");
  return names;
}

function refuse(name, reason) {
  throw new Error(`the output folder '${name.replaceAll(/[\r\n]+/gu, ' ')}' cannot be used: ${reason}`);
}

function kindOf(path) {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 'nothing';
  return stat.isDirectory() ? 'folder' : stat.isFile() ? 'file' : 'something else';
}

function isTracked(workspace, path) {
  const listed = spawnSync('git', ['--literal-pathspecs', 'ls-files', '--', path], {
    cwd: workspace,
    encoding: 'utf8',
  });
  return listed.status === 0 && listed.stdout !== '';
}

/** Removes what an earlier run listed, and the folders that are empty then; refuses where something else is left. */
function emptyOwn(path, name) {
  if (readdirSync(path).length === 0) return;
  if (kindOf(join(path, listName)) !== 'file') refuse(name, 'it holds files that this action did not write');
  const listed = readFileSync(join(path, listName), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  for (const each of listed) {
    const parts = each.split('/');
    if (!parts.every((part) => part !== '' && !/^\.+$/u.test(part)))
      refuse(name, 'its list of files was changed');
    if (isOwnFile(path, parts)) unlinkSync(join(path, ...parts));
  }
  unlinkSync(join(path, listName));
  for (const folder of new Set(listed.map((each) => dirname(each)).filter((each) => each !== '.'))) {
    if (kindOf(join(path, folder)) === 'folder' && readdirSync(join(path, folder)).length === 0)
      rmdirSync(join(path, folder));
  }
  const [left] = readdirSync(path);
  if (left !== undefined) refuse(name, `it holds ${left}, which this action did not write`);
}

/** Whether a listed file is one, in real folders all the way. */
function isOwnFile(path, parts) {
  let at = path;
  for (const part of parts.slice(0, -1)) {
    at = join(at, part);
    if (kindOf(at) !== 'folder') return false;
  }
  return kindOf(join(path, parts.join(sep))) === 'file';
}

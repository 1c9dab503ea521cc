/**
 * The action's work: computes the scenarios, compares them with the base, holds them against the policy, and tells it in files,
 * a comment, the summary and a status. Exit code 1 where the policy is broken, 2 or 3 where the input is wrong.
 */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkOutBase } from './base.js';
import { commentBody, markerOf } from './comment.js';
import { openOutput } from './output-folder.js';
import { setStatus, writeComment } from './github.js';
import { readSettings } from './settings.js';

const home = dirname(dirname(fileURLToPath(import.meta.url)));
const log = (message) => process.stdout.write(`${message}\n`);
const warn = (message) => log(`::warning::${message.replaceAll('%', '%25').replaceAll(/\r?\n/gu, '%0A')}`);

/** A path that begins with a dash is a path all the same; flags are given in pairs or by their whole names. */
function asArgument(text) {
  return text.startsWith('-') && !flags.has(text) ? `./${text}` : text;
}
const flags = new Set(['--format', '--before-name', '--after-name', '--policy', '--on', '--quiet']);

/** What a file says may look like a command to the runner; between these lines it takes none. */
function logQuoted(text) {
  const token = randomUUID();
  log(`::stop-commands::${token}\n${text}\n::${token}::`);
}

/** Runs one command; its result is text, its problems go to the log. */
function crossover(...args) {
  const [program, ...first] = settings.command ?? [process.execPath, join(home, 'bin', 'crossover.js')];
  const ran = spawnSync(program, [...first, ...args.map(asArgument)], {
    cwd: settings.workspace,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (ran.error !== undefined) throw ran.error;
  if (ran.stderr !== '') logQuoted(ran.stderr.trimEnd());
  return { code: ran.status ?? 70, text: ran.stdout };
}

/** Every scenario, also those of folders. What cannot be read is left to the command, which says so. */
function scenarioFiles() {
  return settings.files.flatMap((file) => {
    const path = join(settings.workspace, file);
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [file];
    return readdirSync(path)
      .filter((name) => ['.yaml', '.yml'].includes(extname(name)))
      .filter((name) => isScenario(join(path, name)))
      .sort()
      .map((name) => join(file, name));
  });
}

function isScenario(path) {
  try {
    return /^crossover:/mu.test(readFileSync(path, 'utf8'));
  } catch (error) {
    warn(`${path} cannot be read and is left out: ${error.code ?? error.message}`);
    return false;
  }
}

/** One name for each file: its own, or its path where another has the same. */
function resultNames(files) {
  const plain = (text) => text.replaceAll(/[^\w.-]+/gu, '_');
  const bare = files.map((file) => plain(basename(file, extname(file))));
  return files.map((file, index) =>
    bare.filter((each) => each === bare[index]).length === 1
      ? bare[index]
      : `${plain(file.slice(0, -extname(file).length || undefined))}-${index + 1}`,
  );
}

/** A saved result of each scenario: the baseline of later runs, and the input of reports. */
function run() {
  let worst = 0;
  const files = scenarioFiles();
  const names = resultNames(files);
  for (const [index, file] of files.entries()) {
    const { code, text } = crossover('run', file, '--format', 'json');
    if (text !== '') output.save(`results/${names[index]}.json`, text);
    worst = Math.max(worst, code);
  }
  return worst;
}

function compare() {
  const base = checkOutBase(settings.workspace, settings.base, warn);
  if (base === null) return { markdown: '', changed: false, flips: 0, isKnown: false };
  try {
    return compareWith(base);
  } finally {
    base.remove();
  }
}

function compareWith(base) {
  const parts = settings.files.map((file, index) => {
    const before = join(base.folder, file);
    if (!existsSync(join(settings.workspace, before))) {
      return {
        markdown: `**New:** \`${file.replaceAll('\x60', '')}\` is not on ${settings.base}.`,
        changed: true,
        flips: 0,
      };
    }
    const names = ['--before-name', `${file} on ${settings.base}`, '--after-name', file];
    const json = crossover('compare', before, file, ...names, '--format', 'json');
    if (json.code !== 0)
      return {
        markdown: `The comparison with ${settings.base} failed; the log says why.`,
        changed: true,
        flips: 0,
      };
    const result = JSON.parse(json.text);
    const { text } = crossover('compare', before, file, ...names, '--format', 'markdown');
    output.save(`compare-${index + 1}.json`, json.text);
    output.save(`compare-${index + 1}.md`, text);
    return { markdown: text, changed: result.changed, flips: result.flips };
  });
  return {
    markdown: parts.map(({ markdown }) => markdown.trim()).join('\n\n'),
    changed: parts.some(({ changed }) => changed),
    flips: parts.reduce((sum, { flips }) => sum + flips, 0),
    isKnown: true,
  };
}

function check() {
  if (settings.policy === '') return { code: 0, markdown: '' };
  const date = settings.date === '' ? [] : ['--on', settings.date];
  const asked = ['check', ...settings.files, '--policy', settings.policy, ...date];
  const { code, text } = crossover(...asked, '--format', 'markdown');
  if (code <= 1) {
    for (const [format, name] of [
      ['sarif', 'check.sarif'],
      ['junit', 'check.junit.xml'],
      ['json', 'check.json'],
    ]) {
      output.save(name, crossover(...asked, '--format', format, '--quiet').text);
    }
  }
  return { code, markdown: code <= 1 ? text : 'The check could not be made; the log says why.' };
}

/** What a token may not do is a warning: pull requests of forks get one that only reads. */
async function attempt(what, action) {
  try {
    log(`${what}: ${(await action()) ?? 'done'}`);
  } catch (error) {
    warn(`${what}: ${error.message}`);
  }
}

async function main() {
  const ran = run();
  const compared = compare();
  const checked = check();
  const code = Math.max(ran, checked.code);
  const passed = code === 0;
  const body = commentBody({
    title: settings.title,
    compared: compared.markdown,
    checked: checked.markdown,
    runUrl: settings.runUrl,
  });
  output.save('comment.md', body);
  if (settings.summaryFile !== '') appendFileSync(settings.summaryFile, body);
  if (settings.outputFile !== '') {
    appendFileSync(
      settings.outputFile,
      `changed=${compared.changed}\nflips=${compared.flips}\npassed=${passed}\n`,
    );
  }
  const { api, pullRequest, sha, title, runUrl: url } = settings;
  if (settings.wantsComment && pullRequest !== null) {
    const isNews = compared.changed || !passed;
    await attempt('comment', () => writeComment(api, pullRequest, markerOf(title), body, isNews));
  }
  if (settings.wantsStatus && sha !== '') {
    const description = `${passed ? 'passed' : 'failed'}${compared.isKnown ? `, ${compared.flips} ${compared.flips === 1 ? 'verdict flips' : 'verdicts flip'}` : ''}`;
    await attempt('status', () => setStatus(api, sha, { title, passed, description, url }));
  }
  return code;
}

/** What goes wrong ends the job with one sentence in the log. */
function fail(error) {
  log(`::error::${String(error.message).replaceAll('%', '%25').replaceAll(/\r?\n/gu, '%0A')}`);
  return 3;
}

let settings;
let output;
try {
  settings = readSettings(process.env);
  output = openOutput(settings.workspace, settings.output);
  process.exitCode = await main();
} catch (error) {
  process.exitCode = fail(error);
}

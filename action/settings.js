import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What the action was asked for, from the environment that GitHub and action.yml give it. */
export function readSettings(env) {
  const event = readEvent(env.GITHUB_EVENT_PATH);
  const pull = event.pull_request ?? null;
  const workspace = resolve(env.GITHUB_WORKSPACE ?? '.');
  return {
    workspace,
    files: lines(env.CROSSOVER_FILES ?? 'scenarios'),
    policy: env.CROSSOVER_POLICY ?? '',
    date: env.CROSSOVER_DATE ?? '',
    base: checkedRef(env.CROSSOVER_BASE ?? ''),
    wantsComment: env.CROSSOVER_COMMENT !== 'false',
    wantsStatus: env.CROSSOVER_STATUS === 'true',
    title: (env.CROSSOVER_TITLE ?? 'Cost of AI workloads').replaceAll(/[\r\n]+/gu, ' '),
    output: env.CROSSOVER_OUTPUT ?? 'crossover-report',
    /** The command line, so that tests can run another build of it. */
    command: env.CROSSOVER_COMMAND === undefined ? null : JSON.parse(env.CROSSOVER_COMMAND),
    summaryFile: env.GITHUB_STEP_SUMMARY ?? '',
    outputFile: env.GITHUB_OUTPUT ?? '',
    api: {
      url: (env.GITHUB_API_URL ?? 'https://api.github.com').replace(/\/+$/u, ''),
      token: env.CROSSOVER_TOKEN ?? '',
      repository: env.GITHUB_REPOSITORY ?? '',
    },
    pullRequest: pull?.number ?? null,
    sha: pull?.head?.sha ?? env.GITHUB_SHA ?? '',
    runUrl:
      env.GITHUB_RUN_ID === undefined
        ? ''
        : `${env.GITHUB_SERVER_URL ?? 'https://github.com'}/${env.GITHUB_REPOSITORY}/actions/runs/${env.GITHUB_RUN_ID}`,
  };
}

function readEvent(path) {
  return path === undefined || path === '' ? {} : JSON.parse(readFileSync(path, 'utf8'));
}

function lines(text) {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Git would take a name that begins with a dash for an option. */
function checkedRef(ref) {
  if (ref.startsWith('-')) throw new Error(`the base '${ref}' is no branch, tag or commit`);
  return ref;
}

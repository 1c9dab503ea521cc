import { readFileSync } from 'node:fs';
import Ajv04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { CheckResult } from '../../../../src/policy/index.ts';
import { renderText } from '../../render-text.ts';
import { green, mixed } from './checks.ts';

const schemas = new URL('../../../fixtures/schemas/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, schemas), 'utf8');

// Both are CommonJS, whose default export types describe as the module.
const ajv = new Ajv04.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validateSarif = ajv.compile(JSON.parse(read('sarif-2.1.0.json')) as object);

async function problemsOf(xml: string, schema: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'check.xml', contents: xml }],
    schema: [{ fileName: schema, contents: read(schema) }],
  });
  return errors.map(({ message }) => message);
}

const results: readonly (readonly [string, CheckResult])[] = [
  ['violations and hostile names', mixed],
  ['all green', green],
  ['nothing checked', { ...green, cases: [] }],
];

describe.each(results)('a check with %s', (_, result) => {
  test('is valid SARIF 2.1.0', async () => {
    const log: unknown = JSON.parse(await renderText(result, 'sarif'));
    expect(validateSarif(log) ? [] : validateSarif.errors).toEqual([]);
  });

  test('is valid JUnit XML by the schema of Jenkins', async () => {
    expect(await problemsOf(await renderText(result, 'junit'), 'junit-jenkins.xsd')).toEqual([]);
  });

  test('is valid JUnit XML by that of Ant, which knows no skipped cases', async () => {
    const cases = result.cases.filter(({ outcome }) => outcome !== 'skipped');
    const text = await renderText({ ...result, cases }, 'junit');
    expect(await problemsOf(text, 'junit-ant.xsd')).toEqual([]);
  });
});

test('the validators find what is wrong', async () => {
  expect(validateSarif({ version: '2.1.0', runs: [{}] })).toBe(false);
  const text = await renderText(mixed, 'junit');
  expect(await problemsOf(text.replace(' hostname="localhost"', ''), 'junit-ant.xsd')).not.toEqual([]);
  expect(await problemsOf(text.replace('<failure', '<mistake'), 'junit-jenkins.xsd')).not.toEqual([]);
});

test('SARIF has each violation at the line that causes it, and the line of the policy', async () => {
  const log = JSON.parse(await renderText(mixed, 'sarif')) as {
    runs: readonly { results: readonly { ruleId: string; locations: readonly object[] }[] }[];
  };
  const [run] = log.runs;
  expect(run?.results.map(({ ruleId }) => ruleId)).toEqual(['budget-total', 'budget-workload']);
  expect(run?.results[0]).toMatchObject({
    message: { text: 'too much' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'support.yaml' },
          region: { startLine: 12, startColumn: 3 },
        },
      },
    ],
    relatedLocations: [
      { physicalLocation: { artifactLocation: { uri: 'policy.yaml' }, region: { startLine: 4 } } },
    ],
  });
});

test('JUnit counts what failed, and marks what was skipped', async () => {
  const text = await renderText(mixed, 'junit');
  expect(text).toContain('tests="3" failures="1" errors="0"');
  expect(text).toContain('support.yaml:12:3: too much');
  expect(text.match(/<skipped\/>/gu)).toHaveLength(1);
});

test('all green is one line, and names what was skipped', async () => {
  const lines = (await renderText(green, 'table')).trim().split('\n');
  expect(lines).toContain('All green: 1 passed, 1 skipped');
  expect(lines.at(-1)).toContain('margin: api is the only option of chat');
});

test('nothing checked is not green', async () => {
  const nothing = { ...green, passed: false, cases: green.cases.slice(1) };
  expect(await renderText(nothing, 'table')).toContain('Nothing was checked: 1 skipped');
});

test.each([
  ['table', 'txt'],
  ['markdown', 'md'],
  ['csv', 'csv'],
  ['sarif', 'sarif.json'],
  ['junit', 'xml'],
] as const)('as %s', async (format, extension) => {
  // As it is written to a file: half a character cannot be.
  const written = Buffer.from(await renderText(mixed, format)).toString();
  await expect(written).toMatchFileSnapshot(`../../../golden/check.${extension}`);
});

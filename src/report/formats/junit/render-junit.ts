import type { CheckCase, CheckResult } from '../../../policy/index.ts';
import { withoutUnsafe } from '../../../diagnostics/index.ts';
import { placeText } from '../../results/check/check-document.ts';
import type { Rendered } from '../../types.ts';
import { wellFormed } from '../../text/well-formed.ts';

/**
 * JUnit XML as Ant and Jenkins read it: a suite per file, a case per rule and workload. Suites carry the day of the prices
 * instead of a clock, and no machine.
 */
export function renderJunit(result: CheckResult): Rendered {
  const suites = result.files.map((file, index) => suiteText(result, file, index));
  const body = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...suites, '</testsuites>', ''];
  return { mediaType: 'application/xml', body: body.join('\n') };
}

function suiteText(result: CheckResult, file: CheckResult['files'][number], index: number): string {
  const cases = result.cases.filter((each) => each.file === file.file);
  const count = (outcome: CheckCase['outcome']): number =>
    cases.filter((each) => each.outcome === outcome).length;
  const attributes = attributesText({
    id: String(index),
    package: result.policy,
    name: file.file,
    timestamp: `${file.catalog.asOf}T00:00:00`,
    hostname: 'localhost',
    tests: String(cases.length),
    failures: String(count('failed')),
    errors: '0',
    time: '0',
  });
  const properties = Object.entries({
    scenario: file.scenario.name,
    scenario_digest: file.scenario.digest,
    catalog: file.catalog.version,
    catalog_digest: file.catalog.digest,
  }).map(([name, value]) => `      <property ${attributesText({ name, value })}/>`);
  return [
    `  <testsuite ${attributes}>`,
    '    <properties>',
    ...properties,
    '    </properties>',
    ...cases.map(caseText),
    '    <system-out></system-out>',
    '    <system-err></system-err>',
    '  </testsuite>',
  ].join('\n');
}

function caseText(each: CheckCase): string {
  const attributes = attributesText({
    name: [each.rule, each.workload, each.option, each.input].filter((part) => part !== null).join(' '),
    classname: each.file,
    time: '0',
  });
  if (each.outcome === 'passed' || each.outcome === 'warned') return `    <testcase ${attributes}/>`;
  const inside =
    each.outcome === 'skipped'
      ? '<skipped/>'
      : `<failure ${attributesText({ message: each.message, type: each.rule })}>${escapeXml(`${placeText(each)}: ${each.message}`)}</failure>`;
  return `    <testcase ${attributes}>${inside}</testcase>`;
}

function attributesText(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}="${escapeXml(value)}"`)
    .join(' ');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Characters that XML 1.0 does not have become spaces, lone surrogates the replacement character. */
function escapeXml(text: string): string {
  return withoutUnsafe(wellFormed(text))
    .replaceAll(/[\ufffe\uffff]/gu, ' ')
    .replaceAll(/[&<>"']/gu, (character) => entities[character] ?? character);
}

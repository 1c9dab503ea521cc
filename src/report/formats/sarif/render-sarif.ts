import { policyRules, type CheckCase, type CheckResult } from '../../../policy/index.ts';
import { withUnsafeEscaped } from '../../../diagnostics/index.ts';
import type { Rendered } from '../../types.ts';
import { wellFormed } from '../../text/well-formed.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** SARIF 2.1.0: a result for every violation, at the file and line that causes it. */
export function renderSarif(result: CheckResult): Rendered {
  const rules = Object.entries(policyRules).map(([id, description]) => ({
    id,
    shortDescription: { text: description },
    defaultConfiguration: { level: 'error' },
  }));
  const log = {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'crossover', rules } },
        columnKind: 'utf16CodeUnits',
        results: result.cases
          .filter(({ outcome }) => outcome === 'failed' || outcome === 'warned')
          .map((each) => resultOf(each, result)),
      },
    ],
  };
  return {
    mediaType: 'application/sarif+json',
    body: `${withUnsafeEscaped(JSON.stringify(log, null, 2))}\n`,
  };
}

function resultOf(each: CheckCase, { policy }: CheckResult): object {
  const { place, rule } = each;
  const region = place === null ? {} : { region: { startLine: place.line, startColumn: place.column } };
  return {
    ruleId: rule,
    ruleIndex: Object.keys(policyRules).indexOf(rule),
    level: each.outcome === 'warned' ? 'warning' : 'error',
    message: { text: each.message },
    locations: [
      { physicalLocation: { artifactLocation: { uri: uriOf(place?.file ?? each.file) }, ...region } },
    ],
    relatedLocations: [
      {
        message: { text: 'the policy asks for it here' },
        physicalLocation: {
          artifactLocation: { uri: uriOf(policy) },
          region: { startLine: each.policyLine },
        },
      },
    ],
    ...(each.standing ? { properties: { standing: true } } : {}),
    // The line may move: what is wrong stays the same finding.
    partialFingerprints: {
      'crossover/1': [rule, each.file, each.workload ?? '', each.option ?? '', each.input ?? '']
        .join('/')
        .slice(0, 500),
    },
  };
}

/** A relative path as a relative URI reference, an absolute one as a file URI. */
function uriOf(file: string): string {
  const path = wellFormed(file.replaceAll('\\', '/'));
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}

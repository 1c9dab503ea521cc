import type { CheckCase, CheckResult } from '../../../policy/index.ts';
import type { Document } from '../../document/document.ts';
import { list, paragraph, section, text } from '../../document/make.ts';

/** One line where all holds; else every violation at its place, then what was skipped. */
export function checkDocument(result: CheckResult): Document {
  const failed = result.cases.filter(({ outcome }) => outcome === 'failed');
  const skipped = result.cases.filter(({ outcome }) => outcome === 'skipped');
  const passed = result.cases.length - failed.length - skipped.length;
  const title = `Check against ${result.policy}`;
  const rest = skipped.length === 0 ? '' : `, ${skipped.length} skipped`;
  if (failed.length === 0) {
    const message = `All green: ${passed} passed${rest}`;
    return { title, blocks: [paragraph([text(message, 'good')], 'headline')] };
  }
  const violations = failed.map((each) => [
    text(placeText(each), 'strong'),
    text(` ${each.message} `),
    text(`(${each.rule})`, 'muted'),
  ]);
  const items = skipped.map((each) => [text(`${each.rule}: `, 'muted'), text(each.message)]);
  return {
    title,
    blocks: [
      paragraph([text(`${failed.length} failed, ${passed} passed${rest}`, 'warning')], 'headline'),
      list(violations),
      ...(items.length === 0 ? [] : [section('Skipped', [list(items)])]),
    ],
  };
}

/** `support.yaml:12:3`, or the file where no line is known. */
export function placeText({ place, file }: CheckCase): string {
  return place === null ? file : `${place.file}:${place.line}:${place.column}`;
}

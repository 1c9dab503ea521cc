import type { CheckCase, CheckResult } from '../../../policy/index.ts';
import type { Block, Content, Document } from '../../document/document.ts';
import { list, paragraph, section, text } from '../../document/make.ts';

/** One line where all holds; else every violation at its place, those that the baseline has apart, then what was skipped. */
export function checkDocument(result: CheckResult): Document {
  const of = (outcome: CheckCase['outcome']): readonly CheckCase[] =>
    result.cases.filter((each) => each.outcome === outcome);
  const [failed, warned, skipped, passed] = [of('failed'), of('warned'), of('skipped'), of('passed')];
  const isNothing = !result.passed && failed.length === 0;
  const counts = [
    ...(failed.length === 0 ? [] : [`${failed.length} failed`]),
    ...(warned.length === 0 ? [] : [`${warned.length} warned`]),
    `${passed.length} passed`,
    ...(skipped.length === 0 ? [] : [`${skipped.length} skipped`]),
  ].join(', ');
  const headline = isNothing
    ? text(`Nothing was checked: ${skipped.length} skipped`, 'warning')
    : failed.length > 0
      ? text(counts, 'warning')
      : warned.length > 0
        ? text(`No failures: ${counts}`, 'good')
        : text(`All green: ${counts}`, 'good');
  const fresh = failed.filter(({ standing }) => !standing);
  return {
    title: `Check against ${result.policy}`,
    blocks: [
      paragraph([headline], 'headline'),
      ...(fresh.length === 0 ? [] : [list(fresh.map(violation))]),
      ...part(
        'Failing in the baseline as well',
        failed.filter(({ standing }) => standing),
      ),
      ...part('Warnings', warned),
      ...part('Skipped', skipped, ({ rule, message }) => [text(`${rule}: `, 'muted'), text(message)]),
    ],
  };
}

function part(
  title: string,
  cases: readonly CheckCase[],
  show: (each: CheckCase) => Content = violation,
): readonly Block[] {
  return cases.length === 0 ? [] : [section(title, [list(cases.map(show))], false)];
}

function violation(each: CheckCase): Content {
  const standing = each.standing && each.outcome === 'warned' ? ', as in the baseline' : '';
  return [
    text(placeText(each), 'strong'),
    text(` ${each.message} `),
    text(`(${each.rule}${standing})`, 'muted'),
  ];
}

/** `support.yaml:12:3`, or the file where no line is known. */
export function placeText({ place, file }: CheckCase): string {
  return place === null ? file : `${place.file}:${place.line}:${place.column}`;
}

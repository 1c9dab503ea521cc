import type { CrossoverResult, FlipResult, OptionResult } from '../../../analysis/index.ts';
import { Exact } from '../../../formula/index.ts';
import type { Block, Cell, Content, Facts, Row } from '../../document/document.ts';
import { blank, column, facts, figure, row, table, text } from '../../document/make.ts';
import { crossoverInBrief, crossoverSentence } from './crossover-sentence.ts';
import { capacitySentence } from './capacity.ts';
import { priceAge } from './price-age.ts';
import { reasonInWords } from './exclusions.ts';
import { restText } from './remarks.ts';
import type { WorkloadView } from './view.ts';
import { statedVolume } from './volume.ts';

/** What stands below the headline on the first screen: the options, when the answer flips, how old the prices are. */
export function answerBlocks(view: WorkloadView): readonly Block[] {
  return [optionsTable(view), facts(keyFacts(view))];
}

/** The answer in one sentence. */
export function headline(view: WorkloadView): Content {
  const { workload, chosen, currency } = view;
  const { placement } = workload;
  if (chosen === null) return [text(`${workload.id}: no option can be chosen`, 'warning')];
  const volume = statedVolume(workload.volume.tokens, workload);
  const tone = placement.verdict === 'clear' ? 'good' : 'warning';
  const verdict = placement.verdict === 'clear' ? '' : ', too close to call';
  return [
    text(`${workload.id}: ${chosen.id} (${chosen.kind})${verdict}`, tone),
    text(' at '),
    figure('money', chosen.monthly, `${currency}/month`, { kind: chosen.weakest, tone: 'strong' }),
    text(', '),
    figure('unit-price', chosen.perMtok, `${currency}/Mtok`, { kind: chosen.weakest, tone: 'strong' }),
    text(', for '),
    figure('volume', volume.value, volume.unit),
  ];
}

/** The options side by side, the cheapest first. */
export function optionsTable(view: WorkloadView, form: 'full' | 'short' = 'full'): Block {
  const { currency, shown, ranked, workload } = view;
  const more = new Map(workload.placement.alternatives.map((each) => [each.option, each.more]));
  const columns = [
    column('Option'),
    column('What', 'left', '', 1),
    column('Kind', 'left', '', 2),
    column('Cost', 'right', `${currency}/month`),
    column('Cost', 'right', `${currency}/Mtok`, 3),
    column('More by', 'right', `${currency}/month`),
    column(''),
  ];
  const rows = shown.map((option) => optionRow(option, view, more.get(option.id), form));
  const remark = [restText(ranked.length - shown.length, 'option'), legend(view)]
    .filter((part) => part !== '')
    .join('; ');
  return table(columns, rows, { remark: remark === '' ? null : [text(remark)] });
}

const longestTitle = 24;

function optionRow(
  option: OptionResult,
  view: WorkloadView,
  more: Exact | undefined,
  form: 'full' | 'short',
): Row {
  const title = option.title === option.id ? '' : option.title;
  const isLong = form === 'short' && title.length > longestTitle;
  const isChosen = option === view.chosen;
  const details = { kind: option.weakest };
  const cells: readonly Cell[] = [
    text(option.id),
    text(isLong ? `${title.slice(0, longestTitle - 1)}…` : title),
    text(option.kind),
    figure('money', option.monthly, `${view.currency}/month`, details),
    figure('unit-price', option.perMtok, `${view.currency}/Mtok`, details),
    more === undefined ? blank : figure('money', more, `${view.currency}/month`, details),
    text(standing(option, view)),
  ];
  return row(cells, isChosen ? 'chosen' : option.feasible ? 'plain' : 'muted');
}

function standing(option: OptionResult, view: WorkloadView): string {
  if (!option.feasible)
    return `excluded: ${[...new Set(option.excludedBy.map((each) => reasonInWords(each.code)))].join(', ')}`;
  const { placement } = view.workload;
  const isRival = placement.verdict === 'too_close' && placement.alternatives[0]?.option === option.id;
  if (option === view.chosen) return 'cheapest';
  return isRival ? 'too close to call' : '';
}

/** What the marks in a table mean, where it has them. */
function legend({ shown }: WorkloadView): string {
  const marks = [
    ...(shown.some((option) => option.weakest === 'estimated') ? ['~ based on an estimate'] : []),
    ...(shown.some((option) => option.monthly === null) ? ['— is unknown, not zero'] : []),
  ];
  return marks.join('; ');
}

/** The most asked first, so that a small screen has them. */
export function keyFacts(view: WorkloadView, form: 'full' | 'short' = 'full'): Facts['facts'] {
  const { workload, crossover, chosen, currency } = view;
  const { placement } = workload;
  const { reason, costOfConstraints: forbidden } = placement;
  // The details list all of them, the short form shows the first alone.
  const { smallestFlip } = form === 'short' ? placement : {};
  const flip = smallestFlip === undefined ? placement.flips[0] : (smallestFlip ?? undefined);
  const capacity = chosen?.capacity ?? null;
  const constraintCost: Content =
    forbidden === null || forbidden.isZero()
      ? []
      : [text(' (they cost '), figure('money', forbidden, `${currency}/month`), text(')')];
  return [
    {
      label: 'Why',
      content: [text(reason), ...(form === 'short' ? constraintCost : [])],
      brief: [text(reason.replace(/;.*$/u, ''))],
    },
    ...(crossover === null
      ? []
      : [
          {
            label: crossoverLabel(crossover, view),
            content: crossoverContent(crossover, view, form),
            brief: crossoverInBrief(crossover, view),
          },
        ]),
    { label: 'Prices', content: priceAge(view, form), brief: priceAge(view, 'brief') },
    ...(flip === undefined ? [] : [{ label: 'Smallest change', content: flipSentence(flip, form) }]),
    ...(forbidden === null || forbidden.isZero() || form === 'short'
      ? []
      : [
          { label: 'Constraints', content: [text('cost '), figure('money', forbidden, `${currency}/month`)] },
        ]),
    ...(capacity === null
      ? []
      : [{ label: 'Capacity', content: capacitySentence(capacity, view), brief: [] }]),
  ];
}

const longestNever = 120;

function crossoverContent(crossover: CrossoverResult, view: WorkloadView, form: 'full' | 'short'): Content {
  const { neverBecause: never } = crossover;
  if (form === 'full' || never === null || never.length <= longestNever)
    return crossoverSentence(crossover, view);
  return [text(`never: ${never.slice(0, never.lastIndexOf(',', longestNever))}`)];
}

/** Two options may cross of which neither is the answer, which is then a hybrid. */
function crossoverLabel({ buy, build }: CrossoverResult, { chosen }: WorkloadView): string {
  return chosen?.id === buy || chosen?.id === build ? 'Break-even' : 'Buy vs. build';
}

/** Digits of a value that is shown to be typed in: on one screen, and in full. */
const shownDigits = { short: 3, full: 6 } as const;
/** From here up it is shown without decimal places. */
const wholeFrom = 1e5;

/** The first value with as many digits as are shown at which the change holds, so that it can be typed in. */
function beyond({ from, to }: FlipResult, form: 'full' | 'short'): Exact {
  const outward = to.gt(from) ? Exact.ROUND_CEIL : Exact.ROUND_FLOOR;
  const whole = to.toDecimalPlaces(0, outward);
  const isLarge = form === 'full' && whole.abs().gte(wholeFrom);
  return isLarge ? whole : to.toSignificantDigits(shownDigits[form], outward);
}

function flipSentence(flip: FlipResult, form: 'full' | 'short'): Content {
  return [
    text(form === 'full' ? `${flip.label} (${flip.path}) from ` : `${flip.label} from `),
    figure('quantity', flip.from),
    text(' to '),
    figure('quantity', beyond(flip, form), flip.unit),
    ...(flip.change === null || form === 'short'
      ? []
      : [text(' ('), figure('change', flip.change), text(')')]),
    text(` makes ${flip.becomes} the cheapest`),
  ];
}

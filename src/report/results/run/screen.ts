import type { Finding, RunResult } from '../../../analysis/index.ts';
import type { Exact } from '../../../formula/index.ts';
import type { Block, Content, Document, Fact, Facts } from '../../document/document.ts';
import { facts, figure, list, paragraph, text } from '../../document/make.ts';
import type { CostRange, ScreenOptions } from '../../types.ts';
import { headline, keyFacts, optionsTable } from './answer.ts';
import { portfolioBlocks } from './portfolio.ts';
import { rounded } from '../../document/rounded.ts';
import { viewWorkload, type WorkloadView } from './view.ts';

/** Rows of a table of options on the first screen, and findings below it. */
const shownOptions = 3;
const shownFindings = 1;
const shownWorkloads = 25;
/** What a terminal of the usual height shows at once, and what 25 workloads may need. */
const mostLines = 24;
const mostLinesOfMany = 40;

/**
 * What fits on one screen: the answer and what it costs, why, when it flips, how sure and how old it is, and what to ask
 * next. Everything else is in `runDocument`.
 */
export function runScreen(result: RunResult, options: ScreenOptions): Document {
  const views = result.workloads.map((workload) => viewWorkload(result, workload, shownOptions));
  const [only] = views;
  const body =
    views.length === 1 && only !== undefined
      ? oneWorkload(only, options)
      : manyWorkloads(result, views, options);
  return {
    title: result.scenario.name,
    blocks: rounded(body).map((block) => (block.block === 'table' ? { ...block, oneLine: true } : block)),
    most: views.length === 1 ? mostLines : mostLinesOfMany,
  };
}

/** One line a workload. */
export function runBrief(result: RunResult): Document {
  const views = result.workloads.map((workload) => viewWorkload(result, workload));
  return { title: result.scenario.name, blocks: rounded([list(views.map(headline))]) };
}

function oneWorkload(view: WorkloadView, options: ScreenOptions): readonly Block[] {
  const range = options.ranges?.get(view.workload.id);
  return [
    paragraph(headline(view), 'headline'),
    facts([
      ...costFacts(view, range),
      ...keyFacts(view, 'short'),
      ...findingFacts(view.result.warnings),
      ...nextSteps(options),
    ]),
    optionsTable(view, 'short'),
  ];
}

function manyWorkloads(
  result: RunResult,
  views: readonly WorkloadView[],
  options: ScreenOptions,
): readonly Block[] {
  const blocks = [
    ...portfolioBlocks(result, views.slice(0, shownWorkloads), views, options.file),
    facts([...withoutFigures(views), ...findingFacts(result.warnings), ...nextSteps(options)]),
  ];
  const left = views.length - shownWorkloads;
  return left <= 0
    ? blocks
    : [...blocks, paragraph([text(`${left} more workloads: --details has them`)], 'remark')];
}

function costFacts(view: WorkloadView, range: CostRange | undefined): Facts['facts'] {
  const { chosen, currency, workload } = view;
  if (chosen === null || chosen.monthly === null) return [];
  const kind = { kind: chosen.weakest };
  const { requests } = workload.volume;
  const perRequest: Exact | null =
    requests === null || requests.isZero() ? null : chosen.monthly.div(requests);
  const year = figure('money', chosen.monthly.times(12), `${currency}/year`, kind);
  const unitCosts: Content = [
    figure('unit-price', chosen.perMtok, `${currency}/Mtok`, kind),
    ...(perRequest === null
      ? []
      : [text('; '), figure('unit-price', perRequest, `${currency}/request`, kind)]),
  ];
  return [
    {
      label: 'Cost',
      content: [year, text(' at this volume; '), ...unitCosts],
      brief: [year, text('; '), ...unitCosts],
    },
    ...(range === undefined
      ? []
      : [
          {
            label: 'Range',
            content: [...rangeOf(range, currency), text(` (P10 to P90, ${range.basis})`)],
            brief: [...rangeOf(range, currency), text(` (P10 to P90, ${range.basis.replace('with ', '')})`)],
          },
        ]),
  ];
}

function rangeOf({ p10, p90 }: CostRange, currency: string): Content {
  return [figure('money', p10, ''), text(' to '), figure('money', p90, `${currency}/month`)];
}

/** Which options no answer above was compared with, since something that they need is not known. */
function withoutFigures(views: readonly WorkloadView[]): Facts['facts'] {
  const options = views.flatMap(({ workload, ranked }) =>
    ranked
      .filter((option) => option.monthly === null)
      .map(({ id, excludedBy: [reason] }) => ({ name: `${workload.id}/${id}`, reason })),
  );
  const [first] = options;
  if (first === undefined) return [];
  const why = first.reason === undefined ? '' : `: ${first.reason.message}`;
  return [noteFact('Not compared', `${first.name}${why}`, options.length - 1)];
}

/** The first findings, and how many more there are. */
function findingFacts(findings: readonly Finding[]): Facts['facts'] {
  const left = findings.length - shownFindings;
  return findings.slice(0, shownFindings).map(({ message }) => noteFact('Note', message, left));
}

/** A note with how many more there are like it. */
function noteFact(label: string, message: string, left: number): Fact {
  const more = left > 0 ? [text(` (+${left})`, 'muted')] : [];
  return {
    label,
    content: [text(shortened(message, longestFinding), 'warning'), ...more],
    brief: [text(shortened(message, briefFinding), 'warning'), ...more],
  };
}

const longestFinding = 120;
const briefFinding = 55;

function shortened(message: string, longest: number): string {
  if (message.length <= longest) return message;
  const clause = message.lastIndexOf('; ', longest);
  if (clause > 0) return message.slice(0, clause);
  return `${message.slice(0, message.lastIndexOf(' ', longest))} ...`;
}

/** What one would ask now, as commands. */
function nextSteps({ file = 'FILE' }: ScreenOptions): Facts['facts'] {
  const details = text(`crossover run ${file} --details`, 'strong');
  const addresses = text(`crossover addresses ${file}`, 'strong');
  return [{ label: 'Next', content: [details, text(', or '), addresses], brief: [details] }];
}

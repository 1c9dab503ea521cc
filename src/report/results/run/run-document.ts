import type { Finding, RunResult } from '../../../analysis/index.ts';
import type { Block, Document } from '../../document/document.ts';
import { list, paragraph, section, text } from '../../document/make.ts';
import { answerBlocks, headline } from './answer.ts';
import { breakEvenSection } from './break-even.ts';
import { capacitySection } from './capacity.ts';
import { exclusionsSection } from './exclusions.ts';
import { paybackSection } from './payback.ts';
import { portfolioBlocks } from './portfolio.ts';
import { formulasSection, notesSection, SourceNumbers } from './sources.ts';
import { statementSection } from './statement.ts';
import { viewWorkload, type WorkloadView } from './view.ts';
import { flipsSection, sensitivitySection } from './what-moves.ts';

const shownFindings = 12;

/** The report of `run`: the answer first, then what it rests on; of several workloads, all answers first. */
export function runDocument(result: RunResult): Document {
  const views = result.workloads.map((workload) => viewWorkload(result, workload));
  const sources = new SourceNumbers();
  const [only] = views;
  const body =
    views.length === 1 && only !== undefined
      ? [
          paragraph(headline(only), 'headline'),
          ...answerBlocks(only),
          ...findingBlocks(result.warnings),
          ...detailBlocks(only, sources),
        ]
      : [
          ...portfolioBlocks(result, views),
          ...findingBlocks(result.warnings),
          ...views.map((view) =>
            section(headline(view), [...answerBlocks(view), ...detailBlocks(view, sources)]),
          ),
        ];
  return { title: result.scenario.name, blocks: [...body, ...sources.section(), rounding] };
}

const rounding = paragraph(
  [text('Figures are rounded for reading; --format json and --format csv have every digit.')],
  'remark',
);

function findingBlocks(findings: readonly Finding[]): readonly Block[] {
  if (findings.length === 0) return [];
  const items = findings.slice(0, shownFindings).map((finding) => [text(finding.message, 'warning')]);
  const left = findings.length - items.length;
  const rest = left === 0 ? [] : [[text(`${left} more, in json`, 'muted')]];
  return [section([text('Findings')], [list([...items, ...rest])], false)];
}

function detailBlocks(view: WorkloadView, sources: SourceNumbers): readonly Block[] {
  return [
    ...statementSection(view),
    ...capacitySection(view),
    ...breakEvenSection(view),
    ...flipsSection(view),
    ...sensitivitySection(view),
    ...paybackSection(view),
    ...exclusionsSection(view),
    ...formulasSection(view, sources),
    ...notesSection(view),
  ];
}

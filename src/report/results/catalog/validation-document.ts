import type { Block, Content, Document } from '../../document/document.ts';
import type { Figure } from '../../document/figures.ts';
import { column, figure, paragraph, row, section, table, text } from '../../document/make.ts';
import { counted } from '../../text/counted.ts';
import type { CatalogValidationResult } from './results.ts';

/** Findings that a table shows of each rule; json and csv have them all. */
const shownOfRule = 5;

/** One line where all is well; else the findings by rule, errors first. */
export function validationDocument(result: CatalogValidationResult): Document {
  const { catalog, entries, errors, warnings, findings } = result;
  const title = `Catalog ${catalog.version}`;
  if (findings.length === 0) {
    return {
      title,
      blocks: [paragraph([text('Sound', 'good'), text(`: ${entries} entries, no finding`)], 'headline')],
    };
  }
  const rules = [...new Set(findings.map(({ code }) => code))];
  const sections = rules
    .map((code) => findings.filter((each) => each.code === code))
    .toSorted((a, b) => Number(isError(b)) - Number(isError(a)))
    .map(ruleSection);
  const answer: Content = [
    errors > 0 ? text(counted(errors, 'error'), 'warning') : text('No error', 'good'),
    text(`, ${counted(warnings, 'warning')}, in ${entries} ${entries === 1 ? 'entry' : 'entries'}`),
  ];
  return { title, blocks: [paragraph(answer, 'headline'), ...sections] };
}

type Findings = CatalogValidationResult['findings'];

function isError([first]: Findings): boolean {
  return first?.severity === 'error';
}

function ruleSection(findings: Findings): Block {
  const [first] = findings;
  const shown = findings.slice(0, shownOfRule).map(({ message, span, hint }) =>
    row([text(span === undefined ? '' : `${span.file}:${span.line}`, 'muted'), text(hint === undefined ? message : `${message}; ${hint}`)]),
  ); // prettier-ignore
  const left = findings.length - shown.length;
  return section(
    [
      text(`${first?.severity ?? ''} ${first?.code ?? ''}: `, isError(findings) ? 'warning' : undefined),
      figure('count', findings.length),
    ],
    [
      table([column('Place'), column('Finding')], shown, {
        remark: left > 0 ? [text(`${left} more: --format json and --format csv have them all`)] : null,
      }),
    ],
    false,
  );
}

/** One row a finding. */
export function* validationFigures({ catalog, findings }: CatalogValidationResult): Generator<Figure> {
  for (const { code, severity, message, span } of findings) {
    yield {
      scenario: `catalog ${catalog.version}`,
      workload: '',
      option: '',
      line: code,
      month: null,
      value: { text: message },
      unit: '',
      kind: severity,
      source: span === undefined ? '' : `${span.file}:${span.line}`,
    };
  }
}

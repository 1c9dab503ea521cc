import type { ExplainResult, Explanation } from '../../analysis/index.ts';
import type { Block, Document, Row } from '../document/document.ts';
import { column, figure, paragraph, row, section, table, text } from '../document/make.ts';

/** The report of `explain`: the figure with all its digits, its formula, then everything that it is computed from. */
export function explainDocument(result: ExplainResult): Document {
  const { explanation, scenario, catalog } = result;
  const parts = explanation.parts.flatMap((part) => partRows(part, 0));
  const columns = [
    column('From'),
    column('Value', 'right'),
    column('Unit'),
    column('How it is known'),
    column('Address'),
  ];
  return {
    title: scenario.name,
    blocks: [
      paragraph(
        [
          text(`${explanation.label}: `, 'strong'),
          figure('exact', explanation.value, explanation.unit, { tone: 'strong' }),
        ],
        'headline',
      ),
      paragraph([text(explanation.address, 'muted')], 'remark'),
      ...basis(explanation),
      ...(parts.length === 0 ? [] : [section('Computed from', [table(columns, parts)], false)]),
      paragraph([text(`as of ${catalog.as_of}, catalog ${catalog.version}`)], 'remark'),
    ],
  };
}

function basis({ formula, origin }: Explanation): readonly Block[] {
  if (formula !== null)
    return [paragraph([text(`= ${formula.words}`)]), paragraph([text(`= ${formula.numbers}`)])];
  return origin === null
    ? []
    : [paragraph([text(`${origin.kind}: `), { type: 'source', value: origin.source, unit: '' }])];
}

/** Depth first, so that each figure stands above those that it is computed from. */
function partRows(part: Explanation, depth: number): readonly Row[] {
  const known =
    part.origin === null
      ? text(part.formula === null ? '' : `= ${part.formula.words}`)
      : ({ type: 'source', value: `${part.origin.kind}: ${part.origin.source}`, unit: '' } as const);
  const own = row([
    text(`${'· '.repeat(Math.min(depth, 12))}${part.label}`),
    figure('quantity', part.value, part.unit, { kind: part.origin?.kind ?? null }),
    text(part.unit),
    known,
    text(part.address, 'muted'),
  ]);
  return [own, ...part.parts.flatMap((each) => partRows(each, depth + 1))];
}

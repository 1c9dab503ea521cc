import type { ExplainResult, Explanation } from '../../../analysis/index.ts';
import type { Document, Facts, Row } from '../../document/document.ts';
import { column, facts, figure, paragraph, row, section, table, text } from '../../document/make.ts';

const deepestIndent = 12;

const stepColumns = [column('From'), column('Value', 'right'), column('Unit'), column('How')];
const inputColumns = [
  column('Address'),
  column('Value', 'right'),
  column('Unit'),
  column('Kind'),
  column('Source'),
];

/** The report of `explain`: the figure with all its digits, its formula, then everything that it is computed from. */
export function explainDocument(result: ExplainResult): Document {
  const { explanation, scenario, catalog } = result;
  const steps = explanation.parts.flatMap((part) => stepRows(part, 0));
  const inputs = inputRows(explanation.parts);
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
      facts([
        { label: 'Address', content: [text(explanation.address)] },
        ...basis(explanation),
        { label: 'Prices', content: [text(`as of ${catalog.asOf} (catalog ${catalog.version})`)] },
      ]),
      ...(steps.length === 0 ? [] : [section('Computed from', [table(stepColumns, steps)], false)]),
      ...(inputs.length === 0 ? [] : [section('Inputs', [table(inputColumns, inputs)], false)]),
    ],
  };
}

function basis({ formula, origin }: Explanation): Facts['facts'] {
  if (formula !== null) {
    return [
      { label: 'Formula', content: [text(formula.words)] },
      { label: 'In numbers', content: [text(formula.numbers)] },
    ];
  }
  return origin === null
    ? []
    : [
        {
          label: 'Source',
          content: [{ type: 'source', value: origin.source, unit: '' }, text(` (${origin.kind})`)],
        },
      ];
}

/** Depth first, so that each figure stands above those that it is computed from. */
function stepRows(part: Explanation, depth: number): readonly Row[] {
  const indent = '· '.repeat(Math.min(depth, deepestIndent));
  const own = row([
    text(indent + part.label),
    figure('quantity', part.value, part.unit, { kind: part.origin?.kind ?? null }),
    text(part.unit),
    text(part.origin === null ? `= ${part.formula?.words ?? 'see above'}` : part.origin.kind),
  ]);
  return [own, ...part.parts.flatMap((each) => stepRows(each, depth + 1))];
}

/** Each input once, by the address that `--set` takes. */
function inputRows(parts: readonly Explanation[]): readonly Row[] {
  const inputs = new Map<string, Row>();
  const visit = (part: Explanation): void => {
    const { address, value, unit, origin } = part;
    if (origin !== null && !inputs.has(address)) {
      const cells = [
        text(address),
        figure('quantity', value, unit, { kind: origin.kind }),
        text(unit),
        text(origin.kind),
        { type: 'source', value: origin.source, unit: '' } as const,
      ];
      inputs.set(address, row(cells));
    }
    part.parts.forEach(visit);
  };
  parts.forEach(visit);
  return [...inputs.values()];
}

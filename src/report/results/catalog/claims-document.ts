import type {
  CatalogClaimsResult,
  ClaimEvidence,
  ClaimMeasure,
  JudgedClaim,
} from '../../../catalog/index.ts';
import type { Content, Document } from '../../document/document.ts';
import { numberValue, type Figure } from '../../document/figures.ts';
import { column, figure, list, paragraph, row, section, table, text } from '../../document/make.ts';
import { momentRemark, sourceText } from './cells.ts';

const verdicts = {
  right: ['right', 'good'],
  outdated: ['outdated', 'warning'],
  'no-offer': ['no such offer', 'strong'],
} as const;

const measures: Readonly<Record<ClaimMeasure, string>> = {
  'gpu-hour': 'a GPU-hour',
  'node-hour': 'an hour of eight GPUs',
  'gpu-month': 'a GPU for a month of 730 hours',
  'node-month': 'eight GPUs for a month of 730 hours',
  input: 'Mtok of input',
  output: 'Mtok of output',
};

/** Prices that a text states, each with what the catalog says of it. */
export function claimsDocument(result: CatalogClaimsResult): Document {
  const { catalog, file, claims, unread } = result;
  return {
    title: `Prices stated in ${file}`,
    blocks: [
      paragraph(headline(claims), 'headline'),
      ...(claims.length === 0 ? [] : [claimTable(claims)]),
      ...(unread.length === 0
        ? []
        : [
            section(
              'Amounts that were not checked',
              [list(unread.map(({ line, words, because }) => [text(`line ${line}: ${because}: ${words}`)]))],
              false,
            ),
          ]),
      momentRemark(catalog),
    ],
  };
}

function headline(claims: readonly JudgedClaim[]): Content {
  if (claims.length === 0) return [text('No price of a GPU or a model of the catalog is stated')];
  const counts = Object.entries(verdicts).flatMap(([verdict, [words]]) => {
    const count = claims.filter((claim) => claim.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  const of = `${claims.length} stated ${claims.length === 1 ? 'price' : 'prices'}: `;
  return [text(of + counts.join(', '))];
}

function claimTable(claims: readonly JudgedClaim[]) {
  return table(
    [
      column('Line', 'right'),
      column('Stated'),
      column('For'),
      column('Is'),
      column('Where the catalog has it'),
      column('On the day'),
    ],
    claims.map((claim) => {
      const [words, tone] = verdicts[claim.verdict];
      return row([
        figure('count', claim.line),
        text(claim.words),
        text(subjectOf(claim)),
        text(words, tone),
        text(whereOf(claim)),
        text(nowOf(claim)),
      ]);
    }),
  );
}

function subjectOf({ subject, measure, term, vendor, region }: JudgedClaim): string {
  return [subject, measures[measure], term, vendor, region].filter((each) => each !== null).join(', ');
}

function whereOf({ verdict, agreeing, agreeingCount, elsewhere }: JudgedClaim): string {
  const [first] = agreeing;
  if (first === undefined) {
    const [other] = elsewhere;
    if (other === undefined) return '';
    return `elsewhere: ${other.id}${other.to === null ? '' : `, until ${other.to}`}`;
  }
  const more = agreeingCount > 1 ? ` and ${agreeingCount - 1} more` : '';
  const until = verdict === 'outdated' && first.to !== null ? `, until ${first.to}` : '';
  return `${first.id}${until}${more}`;
}

function nowOf({ now, currency, measure }: JudgedClaim): string {
  if (now === null) return measure === 'input' || measure === 'output' ? 'not sold' : 'no offer';
  const { offers, lowest, median, highest } = now;
  if (offers === 1) return `${lowest.price.toFixed()} ${currency}, ${lowest.id}`;
  return `${offers} offers from ${lowest.price.toFixed()} (${lowest.id}) to ${highest.price.toFixed()} ${currency} (${highest.id}), median ${median.toDecimalPlaces(4).toFixed()}`;
}

/** What is stated, and each price of the catalog that agrees with it. */
export function* claimsFigures({ catalog, claims }: CatalogClaimsResult): Generator<Figure> {
  for (const claim of claims) {
    const { line, subject, verdict, price, currency, measure, agreeing, now } = claim;
    const base = {
      scenario: `catalog ${catalog.version}`,
      workload: `line ${line}: ${subject}`,
      month: null,
      unit: `${currency}/${measure === 'input' || measure === 'output' ? 'Mtok' : 'hour'}`,
    };
    yield { ...base, option: 'stated', line: verdict, value: numberValue(price), kind: '', source: '' };
    const found = (role: string, each: ClaimEvidence): Figure => ({
      ...base,
      option: each.id,
      line: role,
      value: numberValue(each.price),
      kind: each.kind,
      source: sourceText(each),
    });
    for (const each of agreeing) yield found('agrees', each);
    if (now !== null) {
      yield found('lowest on the day', now.lowest);
      yield found('highest on the day', now.highest);
    }
  }
}

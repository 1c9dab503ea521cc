import type { Block, Content } from '../../document/document.ts';
import { figure, list, section, text } from '../../document/make.ts';
import type { WorkloadView } from './view.ts';

/** Gives each source of a report its number, in the order in which they are first referred to. */
export class SourceNumbers {
  readonly #numbers = new Map<string, number>();

  refer(sources: readonly string[]): string {
    const numbers = sources.map((source) => {
      const number = this.#numbers.get(source) ?? this.#numbers.size + 1;
      this.#numbers.set(source, number);
      return number;
    });
    return numbers.toSorted((a, b) => a - b).join(', ');
  }

  section(): readonly Block[] {
    const items = [...this.#numbers.keys()].map((source) => [
      { type: 'source', value: source, unit: '' } as const,
    ]);
    return items.length === 0 ? [] : [section('Sources', [list(items, true)])];
  }
}

/** How each line of the chosen option comes about, in words and in numbers, with the numbers of its sources. */
export function formulasSection(view: WorkloadView, sources: SourceNumbers): readonly Block[] {
  const { chosen, currency } = view;
  if (chosen === null || chosen.lines.length === 0) return [];
  const items = chosen.lines
    .filter((line) => !line.monthly.isZero())
    .map((line): Content => {
      const references = sources.refer(line.sources);
      return [
        text(line.label, 'strong'),
        text(': '),
        figure('money', line.monthly, `${currency}/month`, { kind: line.kind }),
        text(` = ${line.formula} = ${line.calculation}`),
        ...(references === '' ? [] : [text(` [${references}]`, 'muted')]),
      ];
    });
  return [section([text(`How each line of ${chosen.id} is calculated`)], [list(items)])];
}

/** What the reader should know of how the figures of the shown options were made. */
export function notesSection(view: WorkloadView): readonly Block[] {
  const notes = new Map<string, string[]>();
  for (const option of view.shown) {
    for (const note of option.notes) notes.set(note, [...(notes.get(note) ?? []), option.id]);
  }
  const items = [...notes].map(([note, options]) => [text(`${options.join(', ')}: `, 'strong'), text(note)]);
  return items.length === 0 ? [] : [section('Notes', [list(items)])];
}

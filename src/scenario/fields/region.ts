import { derived, plain, report, text as textReader, type Field } from '../../document/index.ts';
import { nearestRegion, regionOf, regionWords } from '../../catalog/index.ts';

/** A region or a country, by its code or name, in any case. */
export function region(label: string): Field<string> {
  return derived(plain(textReader, label, 'eu'), (text, address, reading, keySpan, node) => {
    const found = regionOf(text);
    if (found !== undefined) return found;
    const meant = nearestRegion(text);
    const hint = meant === undefined ? undefined : `did you mean '${meant}'?`;
    return report(reading, 'scenario/wrong-value', address, `expected ${regionWords}, found '${text}'`, {
      span: node?.span ?? keySpan,
      hint,
    });
  });
}

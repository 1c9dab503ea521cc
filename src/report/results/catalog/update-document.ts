import type { Document } from '../../document/document.ts';
import type { Figure } from '../../document/figures.ts';
import { facts, paragraph, text } from '../../document/make.ts';
import { changedFigures, diffBlocks, diffHeadline } from './diff-document.ts';
import type { CatalogUpdateResult } from './results.ts';

/** What an update did, and what changed because of it. */
export function updateDocument(result: CatalogUpdateResult): Document {
  const { folder, from, outcome, catalog, fetched, removed, changes } = result;
  const title = `${folder}: catalog ${catalog.version} of ${catalog.date}`;
  if (outcome === 'unchanged') {
    return {
      title,
      blocks: [paragraph([text('Up to date', 'good'), text(`: ${from} has nothing new`)], 'headline')],
    };
  }
  const files = [
    { label: 'from', content: [text(from)] },
    { label: 'fetched', content: [text(fetched.join(', ') || 'nothing')] },
    ...(removed.length === 0 ? [] : [{ label: 'removed', content: [text(removed.join(', '))] }]),
  ];
  if (changes === null) {
    return { title, blocks: [paragraph([text('A new catalog', 'good')], 'headline'), facts(files)] };
  }
  return {
    title,
    blocks: [paragraph(diffHeadline(changes), 'headline'), facts(files), ...diffBlocks(changes)],
  };
}

/** Every figure that the update changed. */
export function* updateFigures({ changes }: CatalogUpdateResult): Generator<Figure> {
  if (changes !== null) yield* changedFigures(changes);
}

/** Markdown for comments and job summaries. The neutral document of a result enters; a text leaves, escaped, no longer than a comment may be. */
import { pageOf } from '../../results/document-of.ts';
import type { Rendered, ReportableResult, RenderOptions } from '../../types.ts';
import { escapeMarkdown } from './escape.ts';
import { fitBlocks } from './fit.ts';

/** What a comment on GitHub may have, in characters. */
export const longestComment = 65_536;

/** For pull requests: the answer first, details folded; never longer than a comment may be. */
export function renderMarkdown(result: ReportableResult, options: RenderOptions = {}): Rendered {
  const document = pageOf(result, options);
  const title = `### ${escapeMarkdown(document.title, 200)}\n\n`;
  const body = fitBlocks(document.blocks, longestComment - title.length - 1);
  return { mediaType: 'text/markdown; charset=utf-8', body: `${title}${body}\n` };
}

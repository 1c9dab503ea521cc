import type { RunResult } from '../../../analysis/index.ts';
import { withoutUnsafe } from '../../../diagnostics/index.ts';
import type { Model } from '../../../model/index.ts';
import {
  drawInPage,
  escapeMarkup as escaped,
  hasPictures,
  picturesOf,
  type Picture,
} from '../../pictures/index.ts';
import { pageOf as reportOf } from '../../results/document-of.ts';
import type { PageScript, Rendered, ReportableResult, RenderOptions } from '../../types.ts';
import { markupOf } from './markup.ts';
import { packed } from './packed-data.ts';
import { pageDataOf } from './page-data.ts';
import { pictureTable } from './picture-table.ts';
import { style, styleDigest } from './style.ts';

/** As wide as charts are drawn where no script draws them anew. */
const drawnWidth = 560;

/**
 * A result as one page that needs nothing else: no network, no font, no library. With the model of a `run` and the script of
 * the page, its inputs can be moved; without them it is a report to be read.
 */
export function renderHtml(result: ReportableResult, options: RenderOptions): Rendered {
  const { model, pageScript } = options;
  const document = reportOf(result, options);
  const isRun = result.schema === 'crossover/result/1';
  const live =
    isRun && model !== undefined && pageScript !== undefined ? { result, model, script: pageScript } : null;
  const pictures = hasPictures(result) ? picturesOf(result, model) : [];
  const { blocks } = document;
  const until = blocks.findIndex(({ block }) => block === 'section');
  const answer = until === -1 ? blocks : blocks.slice(0, until);
  const rest = blocks.slice(answer.length);
  const body = [
    '<a class="skip" href="#report">Skip to the report</a>',
    `<header><h1>${escaped(withoutUnsafe(document.title))}</h1></header>`,
    '<main id="report">',
    markupOf(answer),
    live === null ? '' : tryIt,
    pictures.length === 0 ? '' : `<section><h2>Charts</h2>${pictures.map(figureMarkup).join('\n')}</section>`,
    markupOf(rest),
    '</main>',
    '<footer><p class="remark">Made by crossover. This page loads nothing and sends nothing.</p></footer>',
    live === null ? '' : scriptsOf(live),
  ];
  return {
    mediaType: 'text/html; charset=utf-8',
    body: pageOf(document.title, body.filter((each) => each !== '').join('\n'), live?.script ?? null),
  };
}

/** Filled by the script; without it, it is not shown. */
const tryIt = '<section class="try" id="try" hidden><h2>Change the inputs</h2></section>';

function figureMarkup(picture: Picture): string {
  return `<figure class="as-stated" data-picture="${picture.picture}"><div class="drawing">${drawInPage(picture, drawnWidth)}</div>${pictureTable(picture)}</figure>`;
}

function scriptsOf({
  result,
  model,
  script,
}: {
  readonly result: RunResult;
  readonly model: Model;
  readonly script: PageScript;
}): string {
  return `<script type="text/plain" id="data">${packed(pageDataOf(result, model))}</script>\n<script>${script.text}</script>`;
}

function pageOf(title: string, body: string, script: PageScript | null): string {
  const allowed = [
    "default-src 'none'",
    `style-src '${styleDigest}'`,
    ...(script === null ? [] : [`script-src '${script.digest}'`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${allowed}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(withoutUnsafe(title))}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

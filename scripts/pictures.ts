/**
 * The pictures of the README, made of what commands print: `npm run build && npm run pictures`. A terminal as SVG; a page, a
 * workbook (by LibreOffice) and a comment on a pull request as PNG.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../test/support/browser.ts';

const root = join(import.meta.dirname, '..');
const pictures = join(root, 'docs', 'pictures');
const folder = mkdtempSync(join(tmpdir(), 'crossover-pictures-'));

function crossover(...words: readonly string[]): string {
  return execFileSync(process.execPath, [join(root, 'bin', 'crossover.js'), ...words], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** No viewer folds these spaces into one, whatever it or a tool on the way makes of white space. */
const kept = (text: string): string => escaped(text).replaceAll(' ', '\u00a0');

/** A terminal with a command and what it prints, as an SVG of text. */
function terminal(line: string): string {
  const lines = [
    `$ ${line}`,
    ...crossover(...line.split(' ').slice(1))
      .trimEnd()
      .split('\n'),
  ];
  const height = lines.length * 17 + 32;
  const width = Math.max(...lines.map((each) => each.length)) * 8 + 40;
  const text = lines
    .map(
      (each, index) =>
        `<text x="20" y="${index * 17 + 29}"${index === 0 ? ' fill="#7ee787"' : ''}>${kept(each)}</text>`,
    )
    .join('\n');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, monospace" font-size="13" fill="#e6edf3">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${text}
</svg>
`;
}

/** Markdown as a pull request shows it, as far as our reports use it: headings, tables, lists, bold, code. */
function comment(markdown: string): string {
  const inline = (text: string): string =>
    escaped(text)
      .replaceAll(/\*\*([^*]+)\*\*/gu, '<b>$1</b>')
      .replaceAll(/`([^`]+)`/gu, '<code>$1</code>')
      .replaceAll(/\\(.)/gu, '$1');
  const body = (markdown.split('<details>')[0] ?? '').split('\n').map((line) => {
    if (/^\|[\s:|-]+\|$/u.test(line)) return '';
    if (line.startsWith('|')) {
      const cells = line
        .slice(1, -1)
        .split('|')
        .map((cell) => `<td>${inline(cell.trim())}</td>`);
      return `<tr>${cells.join('')}</tr>`;
    }
    const [, marks = '', title = ''] = /^(#+) (.*)$/u.exec(line) ?? [];
    if (marks !== '') return `<h3>${inline(title)}</h3>`;
    return line.startsWith('- ') ? `<li>${inline(line.slice(2))}</li>` : `<p>${inline(line)}</p>`;
  });
  const html = body.join('\n').replaceAll(/(?:<tr>.*<\/tr>\n*)+/gu, (rows) => `<table>${rows}</table>`);
  return `<!doctype html><style>body{font:14px system-ui,sans-serif;margin:0;padding:16px;color:#1f2328}main{border:1px solid #d1d9e0;border-radius:6px}header{background:#f6f8fa;border-bottom:1px solid #d1d9e0;padding:8px 16px}article{padding:4px 16px}table{border-collapse:collapse}li{margin:0 0 12px 20px}td{border:1px solid #d1d9e0;padding:6px 12px}p:empty{display:none}code{background:#eff1f3;padding:2px 4px;border-radius:4px}</style><main><header><b>github-actions</b> commented</header><article>${html}</article></main>`;
}

async function photograph(
  browser: Browser,
  file: string,
  to: string,
  height: number,
  style = '',
  table: number | null = null,
): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 960, height }, colorScheme: 'light' });
  await page.goto(`file://${file}`);
  if (style !== '') await page.addStyleTag({ content: style });
  if (table !== null) await page.evaluate(`document.querySelectorAll('table')[${table}].scrollIntoView()`);
  await page.waitForTimeout(1500);
  await page.screenshot({ path: join(pictures, to) });
  await page.close();
}

mkdirSync(pictures, { recursive: true });
try {
  writeFileSync(join(pictures, 'terminal.svg'), terminal('crossover run quick-start'));
  const at = (name: string): string => join(folder, name);
  crossover('run', 'quick-start', '--format', 'html', '--out', at('page.html'));
  const cookbook = 'scenarios/cookbook/migration-';
  writeFileSync(
    at('comment.html'),
    comment(
      crossover(
        'compare',
        `${cookbook}before.yaml`,
        `${cookbook}after.yaml`,
        '--format',
        'markdown',
        '--before-name',
        'main',
        '--after-name',
        'new-model',
      ),
    ),
  );
  crossover('run', 'quick-start', '--format', 'xlsx', '--out', at('workbook.xlsx'));
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${at('office')}`,
      '--headless',
      '--convert-to',
      'html',
      '--outdir',
      folder,
      at('workbook.xlsx'),
    ],
    { stdio: 'pipe' },
  );
  const browser = await openBrowser();
  await photograph(browser, at('page.html'), 'page.png', 660);
  await photograph(browser, at('comment.html'), 'comment.png', 560);
  await photograph(
    browser,
    at('workbook.html'),
    'workbook.png',
    480,
    'hr, center { display: none } table { margin-top: 8px }',
    2,
  );
  await browser.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

// Puts the pages of the site into ./pages: README.md as the start, the pages of docs, and CONTRIBUTING and CHANGELOG. Links
// between them are kept; a link to another file of the repository becomes a file of the site, one to a folder plain text.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

const here = import.meta.dirname;
const root = resolve(here, '..', '..');
const pages = join(here, 'pages');
const files = join(pages, 'public', 'files');

rmSync(pages, { recursive: true, force: true });
mkdirSync(files, { recursive: true });

const sources = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
].filter((name) => statSync(join(root, name), { throwIfNoEntry: false }) !== undefined);

const pageOf = (source) => (source === 'README.md' ? 'index.md' : basename(source));

function target(source, link) {
  const [path, anchor = ''] = link.split('#');
  const file = relative(root, resolve(root, dirname(source), path));
  if (sources.includes(file)) return `./${pageOf(file)}${anchor === '' ? '' : `#${anchor}`}`;
  const found = statSync(join(root, file), { throwIfNoEntry: false });
  if (found === undefined) throw new Error(`${source}: the link to ${link} leads nowhere`);
  if (found.isDirectory()) return undefined;
  const flat = file.replaceAll('/', '-');
  const name = flat.includes('.') ? flat : `${flat}.txt`;
  copyFileSync(join(root, file), join(files, name));
  return `/files/${name}`;
}

for (const source of sources) {
  const text = readFileSync(join(root, source), 'utf8').replaceAll(
    /(!?)\[([^\]]*)\]\((?!https?:|#|mailto:)([^)\s]+)\)/gu,
    (_, picture, label, link) => {
      const to = target(source, link);
      return to === undefined ? label : `${picture}[${label}](${to})`;
    },
  );
  writeFileSync(join(pages, pageOf(source)), text);
}

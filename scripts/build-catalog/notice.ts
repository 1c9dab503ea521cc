interface Source {
  readonly url: string;
  readonly retrieved: string;
  readonly licence: string;
}

/** Licences under which figures may be kept here: the first words of what a source says of itself. */
export const allowedLicences: readonly string[] = [
  'MIT',
  'Apache-2.0',
  'MPL-2.0',
  'CC0-1.0',
  'CC BY 4.0',
  'ECB statistics: free reuse',
  'public domain',
  'Eurostat statistics: free reuse',
  'dl-de/by-2-0',
  'OGL-UK-3.0',
  'OGL-Canada-2.0',
  'CC BY 2.5 AU',
  'facts only',
];

/** The hosts of addresses that belong to no source: pages from which single figures were taken. */
export function otherHosts(
  addresses: Iterable<string>,
  sources: Readonly<Record<string, Source>>,
): readonly string[] {
  const hostsIn = (text: string): readonly string[] =>
    [...text.matchAll(/https?:\/\/([^/\s|,]+)/gu)].map(([, host = '']) => host);
  const known = new Set(Object.values(sources).flatMap(({ url, licence }) => hostsIn(`${url} ${licence}`)));
  return [...new Set([...addresses].flatMap(hostsIn))].filter((host) => !known.has(host)).toSorted();
}

/**
 * The notice that goes with the bundled catalogs: every source, the day it was read, and its licence; and the other pages of
 * which single figures were taken.
 */
export function notice(sources: Readonly<Record<string, Source>>, others: readonly string[]): string {
  const refused = Object.values(sources).find(
    ({ licence }) =>
      !allowedLicences.some(
        (allowed) =>
          licence === allowed || licence.startsWith(`${allowed}:`) || licence.startsWith(`${allowed},`),
      ),
  );
  if (refused !== undefined)
    throw new Error(`${refused.url}: the licence '${refused.licence}' is not one of those allowed`);
  const rows = Object.values(sources).map(
    ({ url, retrieved, licence }) => `| ${url} | ${retrieved} | ${licence} |`,
  );
  return [
    '# Sources of the bundled catalogs',
    '',
    'Prices and measurements are facts and are listed here with where and when they were read. Where a source asks for',
    'credit, its line says so. "Facts only" means that single figures were taken, and no text or arrangement.',
    '',
    '| source | read | licence |',
    '|---|---|---|',
    ...rows,
    '',
    'Single figures, facts only, were also read on pages of these; each row has its page and the day:',
    ...others.map((host) => `- ${host}`),
    '',
  ].join('\n');
}

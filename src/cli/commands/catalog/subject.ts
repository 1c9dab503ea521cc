import type { Catalog, Moment } from '../../../catalog/index.ts';
import type { ExitCode } from '../../exit-code.ts';
import type { SharedOptions } from '../../global-options.ts';
import { loadCatalog, Sources } from '../../../loading/index.ts';
import { reportDiagnostics, type Session } from '../../session.ts';

/** The catalog of `--catalog`, or the newest bundled one, with its problems reported; or the exit code that they call for. */
export async function loadAsked(
  session: Session,
  options: SharedOptions,
): Promise<{ readonly catalog: Catalog; readonly moment: Moment } | ExitCode> {
  const { environment } = session;
  const sources = new Sources();
  const loaded = await loadCatalog(options.catalog ?? null, environment.cwd, sources);
  const shown = { sources: sources.texts, quiet: options.quiet };
  const code = reportDiagnostics(environment, loaded.diagnostics, shown);
  if (!loaded.ok) return code;
  const catalog = loaded.value;
  return { catalog, moment: { asOf: options.asOf ?? catalog.date, knownAt: options.knownAt ?? null } };
}

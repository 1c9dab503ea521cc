import { renderDiagnostics } from '../../src/diagnostics/index.ts';
import { buildPortfolio, type Portfolio } from '../../src/model/index.ts';
import { parseScenario } from '../../src/scenario/index.ts';
import { catalogOf, type CatalogFiles } from './model.ts';

/** The portfolio of a scenario given as text without its first line; throws with the problems. */
export function portfolioOf(yaml: string, catalog: CatalogFiles = {}): Portfolio {
  const text = `crossover: 1\n${yaml}`;
  const texts = new Map([['test.yaml', text]]);
  const scenario = parseScenario({ file: 'test.yaml', text, overrides: [] });
  if (!scenario.ok) throw new Error(renderDiagnostics(scenario.diagnostics, texts));
  const portfolio = buildPortfolio(scenario.value, catalogOf(catalog));
  if (!portfolio.ok) throw new Error(renderDiagnostics(portfolio.diagnostics, texts));
  return portfolio.value;
}

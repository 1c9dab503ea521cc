import { existsSync } from 'node:fs';
import { defineConfig } from 'vitepress';

const page = (text, name) => ({ text, link: `/${name}` });
const there = ({ link }) => existsSync(new URL(`../pages${link}.md`, import.meta.url));
const group = (text, items) => ({ text, items: items.filter(there) });

export default defineConfig({
  srcDir: 'pages',
  title: 'crossover',
  description: 'What AI workloads cost: bought from a token API, built on GPUs, or both',
  lang: 'en-US',
  lastUpdated: false,
  markdown: { theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    docFooter: { prev: false, next: false },
    nav: [
      page('Tutorial', 'tutorial'),
      page('Cookbook', 'cookbook'),
      page('Scenario files', 'scenario-reference'),
    ],
    sidebar: [
      group('Learn', [
        page('Tutorial', 'tutorial'),
        page('Cookbook', 'cookbook'),
        page('Glossary', 'glossary'),
      ]),
      group('Use', [
        page('Scenario files', 'scenario-reference'),
        page('Logs and bills', 'usage'),
        page('GPU quotes', 'quotes'),
        page('Plans for all workloads', 'plans'),
        page('Months and years', 'forecast'),
        page('Price catalogs', 'catalogs'),
        page('Pipelines', 'ci'),
        page('Assistants (MCP)', 'mcp'),
        page('Output and exit codes', 'output'),
        page('Errors', 'errors'),
        page('Limits', 'limits'),
      ]),
      group('Trust', [
        page('The model', 'model'),
        page('Throughput estimates', 'throughput'),
        page('Claims checked', 'claims'),
        page('Comparison', 'comparison'),
        page('Quality', 'quality'),
        page('Performance', 'performance'),
        page('Security', 'SECURITY'),
        page('Licenses', 'licenses'),
      ]),
      group('Build on it', [
        page('The library', 'library'),
        page('Library reference', 'api'),
        page('Architecture', 'architecture'),
        page('Decisions', 'decisions'),
        page('Contributing', 'CONTRIBUTING'),
        page('Changelog', 'CHANGELOG'),
      ]),
    ],
  },
});

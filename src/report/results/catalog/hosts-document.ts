import type { CatalogHostsResult, Host, HostedModel } from '../../../catalog/index.ts';
import type { Content, Document } from '../../document/document.ts';
import { numberValue, type Figure } from '../../document/figures.ts';
import { column, figure, paragraph, row, table, text } from '../../document/make.ts';
import { SourceNumbers } from '../run/sources.ts';
import { momentRemark, placeText, sourceText } from './cells.ts';

/** Who sells tokens of the same weights, and how far their prices are apart. */
export function hostsDocument(result: CatalogHostsResult): Document {
  const { catalog, model, hosts, spread } = result;
  const sources = new SourceNumbers();
  const rows = hosts.map((host) => hostRow(host, sources));
  return {
    title: `Hosts of ${model.id}`,
    blocks: [
      paragraph(headline(hosts, spread), 'headline'),
      paragraph([text(aboutModel(model))]),
      table(
        [
          column('Id'),
          column('Region'),
          column('Context', 'right', 'tokens'),
          column('Input', 'right', '/Mtok'),
          column('Output', 'right', '/Mtok'),
          column('Mixed 4:1', 'right', '/Mtok'),
          column('× cheapest', 'right'),
          column('Batch', 'right'),
          column('Since'),
          column('Retrieved'),
          column('Source', 'right'),
        ],
        rows,
        { repeated: 1 },
      ),
      paragraph([
        text('Hosts do not state here at which precision they serve: compare answers, not prices alone.'),
      ]),
      ...sources.section(),
      momentRemark(catalog),
    ],
  };
}

function headline(hosts: readonly Host[], spread: CatalogHostsResult['spread']): Content {
  const count = text(`${hosts.length} ${hosts.length === 1 ? 'host' : 'hosts'}`);
  if (spread === null) return [count];
  return [count, text(': the most expensive costs '), figure('ratio', spread), text(' times the cheapest')];
}

function aboutModel({ id, parameters, context, precision, licence }: HostedModel): string {
  if (parameters === null) return `The catalog does not describe ${id}.`;
  const facts = [
    `${parameters.div(1e9).toFixed()} billion parameters`,
    ...(context === null ? [] : [`context of ${context.toFixed()} tokens`]),
    `weights published in ${precision ?? '16 bits'}`,
    ...(licence === null ? [] : [`licence: ${licence}`]),
  ];
  return `${facts.join('; ')}.`;
}

function hostRow(host: Host, sources: SourceNumbers) {
  const { id, residency, context, input, output, mixed, ratio, batch, since, kind, currency } = host;
  const price = (value: Host['input']) =>
    currency === 'USD' ? figure('unit-price', value, '', { kind }) : text(`${value.toFixed()} ${currency}`);
  return row([
    text(id),
    text(residency.join(', ')),
    context === null ? text('') : figure('quantity', context),
    price(input),
    price(output),
    price(mixed),
    figure('ratio', ratio),
    batch === null ? text('') : figure('share', batch),
    text(since ?? ''),
    { type: 'date' as const, value: host.source.retrieved, unit: '' },
    text(sources.refer([placeText(host)])),
  ]);
}

/** Every price of every host. */
export function* hostsFigures({ catalog, model, hosts }: CatalogHostsResult): Generator<Figure> {
  for (const host of hosts) {
    for (const line of ['input', 'output', 'mixed'] as const) {
      yield {
        scenario: `catalog ${catalog.version}`,
        workload: model.id,
        option: host.id,
        line,
        month: null,
        value: numberValue(host[line]),
        unit: `${host.currency}/Mtok`,
        kind: host.kind,
        source: sourceText(host),
      };
    }
  }
}

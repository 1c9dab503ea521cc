import type { IsoDate } from '../../document/index.ts';
import { nearest, fail, ok, problem, type Result } from '../../diagnostics/index.ts';
import {
  citation,
  describe,
  directParts,
  evaluate,
  Exact,
  formatUnit,
  type InputNode,
  type NamedNode,
  showNumber,
} from '../../formula/index.ts';
import type { Model, OptionModel, WorkloadModel } from '../../model/index.ts';
import { figure } from './figures.ts';
import { feasibleOptions } from './placement.ts';
import { readOptions } from './statements.ts';

/** One figure and how it comes about. */
export interface Explanation {
  readonly address: string;
  readonly label: string;
  readonly value: Exact | null;
  readonly unit: string;
  /** Null for an input: it is stated, not computed. */
  readonly formula: { readonly words: string; readonly numbers: string } | null;
  /** Null for a computed figure. */
  readonly origin: { readonly kind: string; readonly source: string } | null;
  readonly parts: readonly Explanation[];
}

export interface ExplainResult {
  readonly schema: 'crossover/explain/1';
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly catalog: { readonly version: string; readonly digest: string; readonly asOf: IsoDate };
  readonly explanation: Explanation;
}

/**
 * The figure at an address (an input, a step, a line, a total), down to its inputs with their sources. An option stands for
 * its monthly cost, a workload for that of its answer, and `portfolio` for the total of all answers.
 */
export function explain(model: Model, asked: string): Result<ExplainResult> {
  const { graph, scenario, catalog, asOf } = model;
  const answered = (explanation: Explanation): Result<ExplainResult> =>
    ok({
      schema: 'crossover/explain/1',
      scenario: { name: scenario.name, digest: scenario.digest },
      catalog: { version: catalog.version, digest: catalog.digest, asOf },
      explanation,
    });
  if (/^portfolio(?:\.monthly)?$/u.test(asked)) return answered(portfolioExplanation(model));
  const address = wholeAddress(asked, model);
  const node = graph.named.get(address) ?? graph.inputs.get(address);
  if (node === undefined) {
    const known = [...graph.named.keys(), ...graph.inputs.keys()];
    const near = nearest(address, known) ?? known.find((each) => each.endsWith(`.${address}`));
    const hint =
      near === undefined
        ? `figures of this scenario start with ${firstParts(known)}`
        : `did you mean ${near}?`;
    return fail(
      problem('explain/unknown-address', `no figure of this scenario has the address ${address}`, { hint }),
    );
  }
  return answered(explanationOf(node, new Set()));
}

/** `chat/api`, `workloads.chat.options.api`, `chat` and `workloads.chat` are names of what has a cost a month. */
function wholeAddress(asked: string, model: Model): string {
  const [, workload, option] = /^(?:workloads\.)?([^./]+)(?:(?:\.options\.|\/)([^./]+))?$/u.exec(asked) ?? [];
  const known = model.workloads.find(({ id }) => id === workload);
  if (known === undefined) return asked;
  const chosen = option ?? answerOf(known)?.id;
  return chosen === undefined ? asked : `workloads.${known.id}.options.${chosen}.monthly`;
}

function answerOf(workload: WorkloadModel): OptionModel | undefined {
  return feasibleOptions(readOptions(workload))[0]?.model;
}

/** The total of the answers of all workloads, each of which is explained below it. */
function portfolioExplanation(model: Model): Explanation {
  const totals = model.workloads.flatMap((workload) => {
    const address = wholeAddress(workload.id, model);
    return model.graph.named.get(address) ?? [];
  });
  const seen = new Set<number>();
  const parts = totals.map((total) => ({ total, explanation: explanationOf(total, seen) }));
  return {
    address: 'portfolio.monthly',
    label: 'all workloads together',
    value: figure(totals.reduce((sum, total) => sum.plus(evaluate(total)), new Exact(0))),
    unit: `${model.scenario.currency}/month`,
    formula: {
      words: parts.map(({ explanation }) => explanation.address).join(' + '),
      numbers: parts.map(({ total }) => showNumber(evaluate(total))).join(' + '),
    },
    origin: null,
    parts: parts.map(({ explanation }) => explanation),
  };
}

function firstParts(addresses: readonly string[]): string {
  return [...new Set(addresses.map((each) => each.split('.')[0] ?? each))].join(', ');
}

/** A step that was explained above is not explained again: only its value is given. */
function explanationOf(node: NamedNode | InputNode, seen: Set<number>): Explanation {
  const common = {
    address: node.address,
    label: node.label,
    value: figure(evaluate(node)),
    unit: formatUnit(node.unit),
  };
  if (node.op === 'input') {
    const { kind, origin } = node.provenance;
    return { ...common, formula: null, origin: { kind, source: citation(origin) }, parts: [] };
  }
  const again = seen.has(node.id);
  seen.add(node.id);
  const parts = again ? [] : directParts(node).map((part) => explanationOf(part.node, seen));
  return { ...common, formula: describe(node), origin: null, parts };
}

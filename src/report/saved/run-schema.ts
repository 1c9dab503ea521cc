import { z } from 'zod';
import type { RunResult } from '../../analysis/index.ts';

/** Plain decimal, as long as any figure of ours can be. */
const figure = z
  .string()
  .max(1_000)
  .regex(/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/u, 'expected a number in plain decimal, as text')
  .meta({ id: 'figure' });
const optionalFigure = figure.nullable();
const count = z.number().int().nonnegative();
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u, 'expected a date such as 2026-11-01');
const kind = z.enum(['buy', 'build', 'hybrid']);

const finding = z.looseObject({ code: z.string(), message: z.string() });

const line = z.looseObject({
  id: z.string(),
  label: z.string(),
  monthly: figure,
  formula: z.string(),
  calculation: z.string(),
  kind: z.string(),
  sources: z.array(z.string()),
});

const capacity = z.looseObject({
  replicas: count,
  gpus: count,
  nodes: count,
  utilization: figure,
  full_at: optionalFigure,
});

const option = z.looseObject({
  id: z.string(),
  kind,
  title: z.string(),
  monthly: optionalFigure,
  per_mtok: optionalFigure,
  feasible: z.boolean(),
  excluded_by: z.array(finding),
  lines: z.array(line),
  capacity: capacity.nullable(),
  hidden_multiple: optionalFigure,
  floor_per_mtok: optionalFigure,
  weakest: z.string().nullable(),
  retrieved: z.looseObject({ oldest: date, newest: date }).nullable(),
  notes: z.array(z.string()),
  payback: z.array(z.looseObject({ against: z.string(), outlay: figure, months: optionalFigure })),
});

const crossover = z.looseObject({
  parameter: z.string(),
  unit: z.string(),
  buy: z.string(),
  build: z.string(),
  intervals: z.array(z.looseObject({ from: figure, to: optionalFigure, cheapest: z.string() })),
  first_build: optionalFigure,
  always_build_from: optionalFigure,
  never_because: z.string().nullable(),
  alternates: z.looseObject({ from: figure, period: figure }).nullable(),
  completeness: z.enum(['proved', 'searched']),
  range: z.looseObject({ from: figure, to: optionalFigure }),
});

const input = { path: z.string(), label: z.string(), unit: z.string() };

const sensitivity = z.looseObject({
  ...input,
  value: figure,
  low: figure,
  high: figure,
  monthly_low: figure,
  monthly_high: figure,
  flips_at: optionalFigure,
});

const placement = z.looseObject({
  option: z.string().nullable(),
  kind: kind.nullable(),
  verdict: z.enum(['clear', 'too_close', 'none']),
  margin: optionalFigure,
  reason: z.string(),
  cost_of_constraints: optionalFigure,
  alternatives: z.array(z.looseObject({ option: z.string(), monthly: figure, more: figure })),
  flips: z.array(
    z.looseObject({ ...input, from: figure, to: figure, change: optionalFigure, becomes: z.string() }),
  ),
});

const workload = z.looseObject({
  id: z.string(),
  volume: z.looseObject({ requests: optionalFigure, tokens: figure }),
  options: z.array(option),
  crossovers: z.array(crossover),
  sensitivity: z.array(sensitivity),
  placement,
});

const portfolio = z.looseObject({
  monthly: figure,
  assignments: z.array(
    z.looseObject({ workload: z.string(), option: z.string().nullable(), monthly: optionalFigure }),
  ),
  gap: optionalFigure,
  clusters: z.array(
    z.looseObject({
      id: z.string(),
      workload: z.string(),
      replicas: count,
      nodes: count,
      gpus: count,
      utilization: figure,
    }),
  ),
  teams: z.array(z.looseObject({ id: z.string(), headcount: figure, monthly: figure })),
});

/** A saved result of `run`. Keys that this version does not know are let through: later versions may add some. */
export const runSchema: z.ZodType<RunResult> = z.looseObject({
  schema: z.literal('crossover/result/1'),
  scenario: z.looseObject({ name: z.string(), digest: z.string() }),
  catalog: z.looseObject({ version: z.string(), digest: z.string(), as_of: date }),
  currency: z.string().max(20),
  workloads: z.array(workload),
  portfolio,
  warnings: z.array(finding),
});

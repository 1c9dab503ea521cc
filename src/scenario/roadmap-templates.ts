/** What a template says of a phase; what it costs is for the scenario to state. */
export interface TemplatePhase {
  readonly months: readonly [first: number, last: number];
  readonly after: readonly string[];
  readonly gate: string;
}

/**
 * Roadmaps that come with crossover. The five phases of `readiness-12` and their months are those of the published build-or-buy
 * article that the scenario `article-as-published` replicates, as read on 2026-11-25; the gates are ours.
 */
export const roadmapTemplates = {
  'readiness-12': {
    discovery: {
      months: [1, 2],
      after: [],
      gate: 'each use case has an owner, a volume and tokens per request',
    },
    pilot: {
      months: [2, 4],
      after: ['discovery'],
      gate: 'the minimum score is met, and usage has been measured',
    },
    'business-case': {
      months: [4, 6],
      after: ['pilot'],
      gate: 'the forecast with measured usage is approved',
    },
    governance: {
      months: [5, 7],
      after: ['pilot'],
      gate: 'residency, regulation and retirement of models have owners',
    },
    deployment: {
      months: [6, 12],
      after: ['business-case'],
      gate: 'production traffic is served, and the bill is within budget',
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, TemplatePhase>>>>;

export type TemplateName = keyof typeof roadmapTemplates;

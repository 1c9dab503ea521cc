import type { Catalog } from '../catalog/index.ts';
import type { Result } from '../diagnostics/index.ts';
import type { UsageResult } from '../usage/index.ts';

/** A figure that somebody published, or that nobody did: then `url` is null and `why` says that it is assumed. */
export interface Fact {
  readonly value: string;
  /** Whose figure it is, in a few words; a comment of the scenario repeats it. */
  readonly why: string;
  readonly url: string | null;
  /** When it was read, or published. */
  readonly date: string | null;
}

/** A price per million tokens that is not in the catalog, in USD. */
export interface OwnPrice {
  readonly id: string;
  readonly input: string;
  readonly fact: Fact;
}

/** How a volume can be stated. */
export type Measure = 'requests' | 'users' | 'seats' | 'documents' | 'tasks' | 'calls' | 'logs';

/** A usual kind of workload with what is known of its requests. */
export interface Template {
  readonly id: string;
  readonly title: string;
  /** The workload's id. */
  readonly workload: string;
  readonly measures: readonly Measure[];
  /** Requests a month for each user, seat, document, task or call. */
  readonly per: Fact;
  /** How many of the first measure a month. */
  readonly count: string;
  readonly input: Fact;
  readonly output: Fact;
  readonly cached: Fact;
  readonly peak: Fact;
  /** Whether answers may wait for hours, so that batch prices hold. */
  readonly canWait: boolean;
  /** Price entries, the first that the catalog has is suggested. */
  readonly buy: readonly string[];
  readonly also: readonly string[];
  /** Prices beside the catalog, which has none of this kind of model. */
  readonly prices: readonly OwnPrice[];
  /** The open model that is suggested for GPUs; null suggests none. */
  readonly host: string | null;
}

/** What is suggested as an answer, and where that is from. */
export interface Suggestion {
  readonly value: string;
  readonly why: string;
}

export interface Choice {
  readonly value: string;
  readonly title: string;
}

/** What is known so far. */
export interface Known {
  readonly answers: ReadonlyMap<string, string>;
  readonly catalog: Catalog;
  readonly catalogVersion: string;
  /** What the logs said, where they were read. */
  readonly profile: Omit<UsageResult, 'scenario'> | null;
}

/** One question: how it is asked, what is suggested, what is taken. */
export interface Question {
  /** Also the name of its flag. */
  readonly id: string;
  readonly ask: string | ((known: Known) => string);
  /** What the flag takes, as its help shows it. */
  readonly example: string;
  readonly applies?: (known: Known) => boolean;
  /** Absent where any text can be an answer. */
  readonly choices?: (known: Known) => readonly Choice[];
  /** Whether the choices are many, so that they are searched; other words than theirs are then refused. */
  readonly isSearched?: boolean;
  readonly suggest: (known: Known) => Suggestion;
  /** The answer as it is kept, or what is wrong with it. */
  readonly read?: (text: string, known: Known) => Result<string>;
}

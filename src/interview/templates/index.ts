/** What kinds of workloads there are. Nothing enters; for each kind its words and its usual figures leave, with their sources. */
import type { Template } from '../types.ts';
import { agent, assistants } from './assistants.ts';
import { background } from './background.ts';

/** The kinds of workloads that are asked for, in the order of the question. */
export const templates: readonly Template[] = [...assistants, agent, ...background];

export function templateOf(id: string | undefined): Template | undefined {
  return templates.find((each) => each.id === id);
}

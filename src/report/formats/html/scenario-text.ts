import type { ScenarioFile } from '../../../scenario/index.ts';

/** A scenario's file as one text, with the values of moved inputs, each with its unit, in place of what was set before. */
export function scenarioText({ text, set }: ScenarioFile, moved: ReadonlyMap<string, string>): string {
  const lines = new Map(set);
  // A text of JSON is a text of YAML, whatever is in it.
  for (const [address, value] of moved) lines.set(address, `  ${JSON.stringify(address)}: ${value}\n`);
  return text + (lines.size === 0 ? '' : `set:\n${[...lines.values()].join('')}`);
}

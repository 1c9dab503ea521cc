import type { LocatedNode } from '../document/index.ts';
import type { Scenario, SetValue } from './types.ts';

/** A scenario as one YAML file: what its own files say, and a line for each address that is set over them. */
export interface ScenarioFile {
  readonly text: string;
  readonly set: readonly (readonly [address: string, line: string])[];
}

/**
 * A scenario as one file, its own files merged, of which `run` gives what it gave for them, under the same catalog. What was set
 * over it comes behind it, and `more` behind that. Comments are not kept.
 */
export function scenarioFile(
  { content }: Pick<Scenario, 'content'>,
  more: readonly SetValue[] = [],
): ScenarioFile {
  const set = new Map([...content.set, ...more]);
  return {
    text: block(content.root, ''),
    set: [...set].map(([address, value]) => [
      address,
      `  ${name(address)}:${typeof value === 'string' ? ` ${inLine(value)}\n` : below(value, '  ')}`,
    ]),
  };
}

/** Lines with their indentation; a list of texts or of nothing stands on one line. */
function block(node: LocatedNode, indent: string): string {
  switch (node.type) {
    case 'map':
      return [...node.entries.values()]
        .map(({ key, value }) => `${indent}${name(key)}:${below(value, indent)}`)
        .join('');
    case 'list':
      return node.items.map((item) => `${indent}-${below(item, indent)}`).join('');
    default:
      return `${indent}${scalar(node)}\n`;
  }
}

function below(node: LocatedNode, indent: string): string {
  switch (node.type) {
    case 'map':
      return node.entries.size === 0 ? ' {}\n' : `\n${block(node, `${indent}  `)}`;
    case 'list':
      return node.items.every(isSingle)
        ? ` [${node.items.map((item) => (isSingle(item) ? scalar(item) : '')).join(', ')}]\n`
        : `\n${block(node, `${indent}  `)}`;
    default:
      return ` ${scalar(node)}\n`;
  }
}

type Single = Extract<LocatedNode, { readonly type: 'scalar' | 'null' }>;

function isSingle(node: LocatedNode): node is Single {
  return node.type === 'scalar' || node.type === 'null';
}

function scalar(node: Single): string {
  if (node.type === 'null') return 'null';
  return node.quoted || !isPlain(node.text) ? JSON.stringify(node.text) : node.text;
}

/** What is no text in YAML. */
const words = /^(?:null|true|false|yes|no|on|off)$/iu;

function name(key: string): string {
  return isPlain(key) && !words.test(key) ? key : JSON.stringify(key);
}

/** The text of a flag is YAML already. */
function inLine(text: string): string {
  return isPlain(text) || /^(?:\{.*\}|\[.*\]|".*"|'.*')$/u.test(text) ? text : JSON.stringify(text);
}

/** Whether YAML reads the text as the same, wherever it stands. */
function isPlain(text: string): boolean {
  return (
    /^[\p{L}\p{N}.+-][\p{L}\p{N} ./%*()+@$€£¥_-]*$/u.test(text) && !/^-(?:\s|$)|^---|^\.\.\.|\s$/u.test(text)
  );
}

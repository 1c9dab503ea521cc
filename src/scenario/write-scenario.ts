import type { LocatedNode } from '../document/index.ts';
import type { Scenario, SetValue } from './types.ts';

/**
 * A scenario as one YAML file, its own files merged: `run` gives for it what it gave for them, under the same catalog. What is
 * set over it stands under `set`, with `more` behind it. Comments are not kept.
 */
export function writeScenario(
  { content }: Pick<Scenario, 'content'>,
  more: readonly SetValue[] = [],
): string {
  const set = new Map([...content.set, ...more]);
  const values = [...set].map(
    ([address, value]) =>
      `  ${name(address)}:${typeof value === 'string' ? ` ${inLine(value)}\n` : below(value, '  ')}`,
  );
  return block(content.root, '') + (values.length === 0 ? '' : `set:\n${values.join('')}`);
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

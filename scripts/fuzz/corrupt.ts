import type { Random } from './random.ts';

const oddNumbers = ['0', '-1', '1e400', '1e-400', '.5', '00', '1_000', 'NaN', 'Infinity', '-0', '0x10', '9'.repeat(60), '1,5', '100%', '101%', '5 EUR', '1e9 USD/hour', '1k', 'null', '~', 'true']; // prettier-ignore
const fragments = ['{', '}', '[', ']', ':', ',', '"', "'", '&a ', '*a', '!!omap ', '!!set ', '<<: ', '- ', '\t', '\n', '\r', '#', '|', '>', '? ', '%', '=1+1', '\u0000', '\ufeff', '\u202e', '\ud800', '\u001b[31m', '__proto__: 1\n', 'constructor: {}\n', 'toString', '😀']; // prettier-ignore

/** The text with one to four faults of the kinds that people, tools and attackers make. */
export function corrupt(random: Random, text: string, others: readonly string[]): string {
  let wrong = text;
  for (let fault = random.whole(1, 4); fault > 0; fault -= 1) wrong = withFault(random, wrong, others);
  return wrong.slice(0, 20_000);
}

function withFault(random: Random, text: string, others: readonly string[]): string {
  const at = random.whole(0, text.length);
  const length = random.whole(0, random.chance(0.8) ? 6 : 200);
  const lines = text.split('\n');
  const line = random.whole(0, lines.length - 1);
  switch (random.whole(0, 9)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + random.pick(fragments) + text.slice(at);
    case 2:
      return text.slice(0, at) + String.fromCharCode(random.whole(0, 0xffff)) + text.slice(at + 1);
    case 3:
      return text.slice(0, at);
    case 4:
      return [...lines.slice(0, line), ...lines.slice(line + 1)].join('\n');
    case 5:
      return [...lines.slice(0, line), lines[line], ...lines.slice(line)].join('\n');
    case 6: {
      const other = random.pick(others);
      const from = random.whole(0, other.length);
      return text.slice(0, at) + other.slice(from, from + random.whole(1, 80)) + text.slice(at);
    }
    case 7:
      return [...lines.slice(0, line), ` ${lines[line] ?? ''}`, ...lines.slice(line + 1)].join('\n');
    default: {
      const numbers = [...text.matchAll(/\d[\d.]*/gu)];
      if (numbers.length === 0) return text + random.pick(oddNumbers);
      const found = random.pick(numbers);
      return text.slice(0, found.index) + random.pick(oddNumbers) + text.slice(found.index + found[0].length);
    }
  }
}

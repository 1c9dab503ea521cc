import { expect, test } from 'vitest';
import { Exact } from '../../../src/formula/index.ts';
import {
  countCodec,
  figureCodec,
  listCodec,
  nullable,
  optionalKey,
  recordCodec,
  textCodec,
} from '../../../src/document/index.ts';

interface Item {
  readonly id: string;
  readonly amounts: readonly Exact[];
  readonly note?: string;
}

const item = recordCodec<Item>({
  id: textCodec,
  amounts: listCodec(figureCodec),
  note: optionalKey(textCodec),
});
const whole = recordCodec<{
  readonly items: readonly Item[];
  readonly own: Item;
  readonly none: Item | null;
  readonly isEmpty: readonly number[];
}>({ items: listCodec(item), own: item, none: nullable(item), isEmpty: listCodec(countCodec) });

const [one, two]: readonly [Item, Item] = [
  { id: 'one "quoted"\nline', amounts: [new Exact('1.5'), new Exact(2)] },
  { id: 'two', amounts: [], note: 'of it' },
];

test('parts of a text are the text that is written whole', () => {
  for (const items of [[], [one], [one, two, one]]) {
    const value = { items, own: two, none: null, isEmpty: [] };
    const parts = [...(whole.texts?.(value, '') ?? [])];
    const text = JSON.stringify(whole.write(value), null, 2);
    expect(parts.join('')).toBe(text);
    expect(whole.text?.(value, '')).toBe(text);
  }
});

test('an item is computed when its part is asked for', () => {
  let computed = 0;
  const items = [one, two, one].map((each) => ({
    ...each,
    get amounts() {
      computed += 1;
      return each.amounts;
    },
  }));
  const parts = whole.texts?.({ items, own: two, none: null, isEmpty: [] }, '')[Symbol.iterator]();
  parts?.next();
  parts?.next();
  expect(computed).toBe(1);
});

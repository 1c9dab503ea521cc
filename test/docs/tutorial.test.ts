import { copyFileSync, readFileSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../io/temporary-folder.ts';
import { followPage, type Followed } from './follow-page.ts';
import { unheldFigures } from './page-steps.ts';

// The tutorial is followed from its first command to its last in an empty folder, and prints what it shows.

const path = new URL('../../docs/tutorial.md', import.meta.url).pathname;
const data = new URL('../../docs/tutorial/', import.meta.url);
const at = temporaryFolder();
let followed: readonly Followed[] = [];

beforeAll(async () => {
  for (const name of readdirSync(data)) copyFileSync(new URL(name, data), at(name));
  followed = await followPage(path, at());
}, 60_000);

describe('docs/tutorial.md', () => {
  test('prints what it shows, command by command', () => {
    expect(followed.map(({ line, printed }) => `$ ${line}\n${printed}`)).toEqual(
      followed.map(({ line, shown }) => `$ ${line}\n${shown}`),
    );
  });

  test('asks each question once, from the first to the board', () => {
    const commands = new Set(followed.map(({ line }) => line.split(' ')[1]));
    for (const command of [
      'init',
      'usage',
      'run',
      'quotes',
      'breakeven',
      'place',
      'forecast',
      'check',
      'compare',
    ])
      expect(commands).toContain(command);
  });

  test('has no figure in its sentences that no command printed and no file holds', () => {
    expect(unheldFigures(readFileSync(path, 'utf8'))).toEqual([]);
  });

  test('leaves the files that it speaks of', () => {
    const files = readdirSync(at());
    for (const name of ['support-chat.yaml', 'board.xlsx', 'board.html']) expect(files).toContain(name);
  });
});

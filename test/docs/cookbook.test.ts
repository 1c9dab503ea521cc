import { readdirSync, readFileSync, statSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { followPage, type Followed } from './follow-page.ts';
import { unheldFigures } from './page-steps.ts';

// Every recipe of the cookbook is run, and prints what the page shows.

const root = new URL('../../', import.meta.url).pathname;
const path = `${root}docs/cookbook.md`;
const page = readFileSync(path, 'utf8');
const files = readdirSync(`${root}scenarios/cookbook`);
let followed: readonly Followed[] = [];

beforeAll(async () => {
  followed = await followPage(path, root);
}, 60_000);

describe('docs/cookbook.md', () => {
  test('prints what it shows, recipe by recipe', () => {
    expect(followed.map(({ line, printed }) => `$ ${line}\n${printed}`)).toEqual(
      followed.map(({ line, shown }) => `$ ${line}\n${shown}`),
    );
  });

  test('has twenty recipes, each listed at the top and with a command of its own', () => {
    const titles = [...page.matchAll(/^## (.*)$/gmu)].map(([, title]) => title);
    expect(titles).toHaveLength(20);
    expect([...page.matchAll(/^\d+\. \[(.*)\]\(#/gmu)].map(([, title]) => title)).toEqual(titles);
    for (const recipe of page.split(/^## /mu).slice(1)) expect(recipe).toContain('$ crossover ');
  });

  test('uses every file of its folder, which is small', () => {
    for (const file of files) expect(page).toContain(`scenarios/cookbook/${file}`);
    const bytes = files.reduce((sum, file) => sum + statSync(`${root}scenarios/cookbook/${file}`).size, 0);
    expect(bytes).toBeLessThan(30_000);
  });

  test('has no figure in its sentences that no command printed', () => {
    expect(unheldFigures(page)).toEqual([]);
  });
});

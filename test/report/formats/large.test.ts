import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scenarioText } from '../../../bench/growth/inputs.ts';
import { pageScriptOf } from '../../../scripts/build/bundle.ts';
import { runModel } from '../../../src/analysis/index.ts';
import type { Exact } from '../../../src/formula/index.ts';
import { readModel } from '../../../src/library/index.ts';
import type { Model } from '../../../src/model/index.ts';
import { unpacked } from '../../../src/report/formats/html/packed-data.ts';
import { render } from '../../../src/report/index.ts';
import { Engine } from '../../../src/report/page/compute.ts';
import { partsOf } from '../../support/spreadsheet.ts';

// A scenario of 50 workloads with two options each. How long they take depends on the machine, so sizes are held here.

const folder = mkdtempSync(join(tmpdir(), 'large-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let model: Model;
beforeAll(async () => {
  const file = join(folder, 'large.yaml');
  writeFileSync(file, scenarioText({ workloads: 50, shared: false }));
  const read = await readModel(file);
  if (!read.ok) throw new Error(read.diagnostics.map(({ message }) => message).join());
  model = read.value;
}, 60_000);

test('the page of 50 workloads, its program included, is below 1.2 MB, and computes what run computed', async () => {
  const result = runModel(model);
  const text = await pageScriptOf(fileURLToPath(new URL('../../../', import.meta.url)));
  const { body } = await render(result, { format: 'html', model, pageScript: { text, digest: 'sha256-' } });
  expect(Buffer.byteLength(String(body))).toBeLessThan(1_200_000);
  const [, data = ''] = /id="data">([^<]*)</u.exec(String(body)) ?? [];
  const computed = new Engine(unpacked(data)).compute(new Map<string, Exact>());
  expect(computed.map(({ best }) => best?.monthly.toFixed())).toEqual(
    result.workloads.map(({ placement, options }) =>
      options.find(({ id }) => id === placement.option)?.monthly?.toFixed(),
    ),
  );
}, 60_000);

test('the workbook of 50 workloads is one sheet for each, and its size a few kilobytes a workload', async () => {
  const { body } = await render(runModel(model), { format: 'xlsx', model });
  const parts = partsOf(body as Uint8Array);
  expect(Object.keys(parts).filter((name) => name.startsWith('xl/worksheets/sheet'))).toHaveLength(57);
  expect((body as Uint8Array).length).toBeLessThan(600_000);
}, 60_000);

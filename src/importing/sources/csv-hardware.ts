import { ok, type Result } from '../../diagnostics/index.ts';
import { type GpuHardware, gpuIdOf } from '../../catalog/index.ts';
import { FieldTally } from '../reading/field-tally.ts';
import { numberIn } from '../reading/offer-columns.ts';
import { inOneLine } from '../reading/one-line.ts';
import type { Table } from '../reading/table.ts';
import { sourceOf, type Imported, type ImportRequest, type Reported } from '../types.ts';

const columns = ['gpu', 'memory_gb', 'mem_bandwidth_gb_s', 'tdp_w'] as const;
const known = [...columns, 'sources'].map((name) => [name, '-'] as const);

/** Whether the table is one of GPUs. */
export function isHardware(table: Table): boolean {
  return columns.every((column) => table.columns.includes(column));
}

/** GPUs with their memory, bandwidth and power. */
export function importHardware(table: Table, request: ImportRequest): Result<Imported> {
  const retrieved = request.retrieved ?? request.today;
  const reported: Reported[] = [];
  const report = (name: string, rule: string, detail: string): number =>
    reported.push({ name: inOneLine(name), rule, detail: inOneLine(detail) });
  for (const { line, detail } of table.broken)
    report(`line ${line}`, 'not as many fields as the header', detail);
  const tally = new FieldTally(known);
  const gpus = new Map<string, GpuHardware>();
  for (const row of table.rows) {
    tally.see(table.columns.filter((column) => row.cell(column) !== ''));
    const name = row.cell('gpu');
    const id = gpuIdOf(name);
    const [memoryGb, bandwidth, watts] = columns.slice(1).map((column) => numberIn(row.cell(column)));
    if (id === '') report(`line ${row.line}`, 'no GPU', name);
    else if (memoryGb?.gt(0) !== true || bandwidth?.gt(0) !== true || watts?.gt(0) !== true)
      report(name, 'no memory, bandwidth or power', columns.map((column) => row.cell(column)).join(' '));
    else if (gpus.has(id)) report(name, 'duplicate', `as ${id}`);
    else {
      const note = row.cell('sources');
      const source = sourceOf(request, retrieved, note);
      gpus.set(id, { id, memoryGb, bandwidth, watts, source });
    }
  }
  return ok({
    retrieved,
    rows: table.rows.length + table.broken.length,
    listings: table.rows.length + table.broken.length,
    tokens: [],
    offers: [],
    throughput: [],
    gpus: [...gpus.values()],
    reported,
    contradictions: [],
    unknownTiers: [],
    doubts: [],
    unmapped: tally.unmapped,
  });
}

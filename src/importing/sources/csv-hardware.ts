import { ok, type Result } from '../../diagnostics/index.ts';
import { type GpuHardware, gpuIdOf } from '../../catalog/index.ts';
import { FieldTally } from '../reading/field-tally.ts';
import { numberIn } from '../reading/offer-columns.ts';
import { importedFrom, reportOn } from '../reading/table-report.ts';
import type { Table } from '../reading/table.ts';
import { sourceOf, type Imported, type ImportRequest } from '../types.ts';

const columns = ['gpu', 'memory_gb', 'mem_bandwidth_gb_s', 'tdp_w'] as const;
const known = [...columns, 'sources'].map((name) => [name, '-'] as const);

/** Whether the table is one of GPUs. */
export function isHardware(table: Table): boolean {
  return columns.every((column) => table.columns.includes(column));
}

/** GPUs with their memory, bandwidth and power. */
export function importHardware(table: Table, request: ImportRequest): Result<Imported> {
  const retrieved = request.retrieved ?? request.today;
  const { reported, report } = reportOn(table);
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
      const source = sourceOf(request, retrieved, { note, line: row.line });
      gpus.set(id, { id, memoryGb, bandwidth, watts, source });
    }
  }
  return ok(importedFrom(table, { retrieved, reported, unmapped: tally.unmapped, gpus: [...gpus.values()] }));
}

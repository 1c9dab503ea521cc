import type { CapacityResult } from '../../../analysis/index.ts';
import type { Block, Content } from '../../document/document.ts';
import { blank, column, figure, row, section, table, text } from '../../document/make.ts';
import type { WorkloadView } from './view.ts';
import { statedVolume, volumeUnit } from './volume.ts';

/** What is reserved, how much of it is used, and where it is full. */
export function capacitySentence(capacity: CapacityResult, { workload }: WorkloadView): Content {
  const full = statedVolume(capacity.fullAt, workload);
  return [
    figure('count', capacity.gpus, capacity.gpus === 1 ? 'GPU' : 'GPUs'),
    text(' on '),
    figure('count', capacity.nodes, capacity.nodes === 1 ? 'node' : 'nodes'),
    text(', '),
    figure('share', capacity.utilization),
    text(' used on average, full at '),
    figure('volume', full.value, full.unit),
  ];
}

export function capacitySection(view: WorkloadView): readonly Block[] {
  const unit = volumeUnit(view.workload.volume);
  const rows = view.shown.flatMap((option) => {
    const { capacity } = option;
    if (capacity === null) return [];
    const cells = [
      text(option.id),
      figure('count', capacity.replicas),
      figure('count', capacity.gpus),
      figure('count', capacity.nodes),
      figure('share', capacity.utilization),
      figure('quantity', statedVolume(capacity.fullAt, view.workload).value, unit),
      option.floorPerMtok === null
        ? blank
        : figure('unit-price', option.floorPerMtok, `${view.currency}/Mtok`),
    ];
    return [row(cells, option === view.chosen ? 'chosen' : 'plain')];
  });
  if (rows.length === 0) return [];
  const columns = [
    column('Option'),
    column('Replicas', 'right'),
    column('GPUs', 'right'),
    column('Nodes', 'right'),
    column('Used', 'right'),
    column('Capacity', 'right', unit),
    column('At capacity', 'right', `${view.currency}/Mtok`),
  ];
  return [section('Capacity', [table(columns, rows)]), ...latencySection(view)];
}

/** What a latency limit asks for beside utilization, and the times at the peak. */
function latencySection(view: WorkloadView): readonly Block[] {
  const rows = view.shown.flatMap((option) => {
    const latency = option.capacity?.latency;
    if (latency === undefined) return [];
    const cells = [
      text(option.id),
      figure('quantity', latency.peakRate, 'requests/s'),
      figure('quantity', latency.rate, 'requests/s'),
      figure('count', latency.byUtilization),
      figure('count', latency.byLatency),
      latency.ttft === null ? blank : figure('quantity', latency.ttft, 'ms'),
      latency.tpot === null ? blank : figure('quantity', latency.tpot, 'ms'),
      option.perMtok === null ? blank : figure('unit-price', option.perMtok, `${view.currency}/Mtok`),
    ];
    return [row(cells, option === view.chosen ? 'chosen' : 'plain')];
  });
  if (rows.length === 0) return [];
  const columns = [
    column('Option'),
    column('Peak', 'right', 'requests/s'),
    column('A replica', 'right', 'requests/s'),
    column('By utilization', 'right', 'replicas'),
    column('By latency', 'right', 'replicas'),
    column('First token', 'right', 'ms'),
    column('Each token', 'right', 'ms'),
    column('Cost', 'right', `${view.currency}/Mtok`),
  ];
  return [section('Latency at the peak', [table(columns, rows)])];
}

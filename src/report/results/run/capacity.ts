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
  return [section('Capacity', [table(columns, rows)])];
}

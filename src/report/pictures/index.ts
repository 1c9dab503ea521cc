/**
 * Charts. A result enters; pictures leave, as shapes at places, from which SVG, pages and workbooks are written. Nothing here knows a
 * file format but `svg.ts`.
 */
import type { Model } from '../../model/index.ts';
import type { ReportableResult, ResultOf } from '../types.ts';
import { forecastPictures } from './of-results/forecast-pictures.ts';
import { placePictures } from './of-results/place-pictures.ts';
import { runPictures } from './of-results/run-pictures.ts';
import { sweepPictures } from './of-results/sweep-pictures.ts';
import { sensitivityPictures, simulationPictures } from './of-results/uncertainty-pictures.ts';
import type { Picture } from './picture.ts';

/** The results that have charts. */
export type PicturedResult = ResultOf<
  | 'crossover/result/1'
  | 'crossover/sweep/1'
  | 'crossover/simulate/1'
  | 'crossover/sensitivity/1'
  | 'crossover/forecast/1'
  | 'crossover/place/1'
>;

/** Whether a result has charts. */
export function hasPictures(result: ReportableResult): result is PicturedResult {
  const pictured: readonly string[] = [
    'crossover/result/1',
    'crossover/sweep/1',
    'crossover/simulate/1',
    'crossover/sensitivity/1',
    'crossover/forecast/1',
    'crossover/place/1',
  ];
  return pictured.includes(result.schema);
}

/** The charts of a result. */
export function picturesOf(result: PicturedResult, model: Model | undefined): readonly Picture[] {
  switch (result.schema) {
    case 'crossover/result/1':
      return runPictures(result, model);
    case 'crossover/sweep/1':
      return sweepPictures(result);
    case 'crossover/simulate/1':
      return simulationPictures(result);
    case 'crossover/sensitivity/1':
      return sensitivityPictures(result);
    case 'crossover/forecast/1':
      return forecastPictures(result);
    case 'crossover/place/1':
      return placePictures(result);
  }
}

export { drawFile, drawInPage } from './draw.ts';
export { escapeMarkup } from './svg.ts';
export type { Picture } from './picture.ts';

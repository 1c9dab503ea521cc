import { Exact } from '../../formula/index.ts';
import { percentiles, type LatencyCurve, type LatencyFigures, type LatencyPoint } from '../types.ts';

/** A curve with its points as one text, half as long as they are as objects: a line a point, `-` for what was not measured. */
export type WrittenCurve = Omit<LatencyCurve, 'points'> & { readonly points: string };

export function writeCurve({ points, ...curve }: LatencyCurve): WrittenCurve {
  const figures = (of: LatencyFigures): readonly string[] =>
    percentiles.map((each) => of[each]?.toFixed() ?? '-');
  const lines = points.map(({ offered, completed, firstToken, perToken, endToEnd }) =>
    [offered.toFixed(), completed.toFixed(), ...[firstToken, perToken, endToEnd].flatMap(figures)].join(' '),
  );
  return { ...curve, points: lines.join(';') };
}

export function readCurve({ points, ...curve }: WrittenCurve): LatencyCurve {
  return {
    ...curve,
    points: points.split(';').map((line): LatencyPoint => {
      const words = line.split(' ');
      const figures = (from: number): LatencyFigures =>
        Object.fromEntries(
          percentiles.flatMap((each, at) => {
            const word = words[from + at] ?? '-';
            return word === '-' ? [] : [[each, new Exact(word)]];
          }),
        );
      const [offered = '', completed = ''] = words;
      return {
        offered: new Exact(offered),
        completed: new Exact(completed),
        firstToken: figures(2),
        perToken: figures(2 + percentiles.length),
        endToEnd: figures(2 + 2 * percentiles.length),
      };
    }),
  };
}

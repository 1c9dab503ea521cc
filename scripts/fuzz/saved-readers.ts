import { forecastModel, placePortfolio, runModel } from '../../src/analysis/index.ts';
import type { Codec, Report } from '../../src/document/index.ts';
import { solveProgram } from '../../src/io/index.ts';
import { buildPortfolio } from '../../src/model/index.ts';
import { formatsOf, loadSavedResult, render, type ReportableResult } from '../../src/report/index.ts';
import { forecastWire } from '../../src/report/results/forecast/wire.ts';
import { placeWire } from '../../src/report/results/place/wire.ts';
import { writeResult } from '../../src/report/results/wire.ts';
import { jsonTree } from '../../src/report/saved/json-tree.ts';
import { parseScenario } from '../../src/scenario/index.ts';
import { corrupt } from './corrupt.ts';
import { horizons, plans } from './planning-readers.ts';
import { Random } from './random.ts';
import { empty, readModel } from './read-model.ts';
import type { FuzzInput, FuzzReader } from './reader.ts';
import { randomScenario } from './scenario.ts';
import { hiddenIn, shown } from './shown.ts';

/** Results as they are saved: of `run`, `forecast` and `place`. */
async function savedResults(): Promise<Readonly<Record<'run' | 'forecast' | 'place', string>>> {
  const { model } = readModel(randomScenario(new Random(2, 2)).text);
  const months = readModel(horizons[0] ?? '').model;
  const planned = parseScenario({ file: 'a.yaml', text: plans[0] ?? '' });
  if (model === null || months === null || !planned.ok || !empty.ok)
    throw new Error('a scenario of a saved result is wrong');
  const portfolio = buildPortfolio(planned.value, empty.value);
  const forecast = forecastModel(months);
  if (!portfolio.ok || !forecast.ok) throw new Error('a saved result cannot be made');
  const place = await placePortfolio(portfolio.value, async (program) =>
    solveProgram(program, { nodes: 100 }),
  );
  const text = (result: ReportableResult): string => JSON.stringify(writeResult(result));
  return { run: text(runModel(model)), forecast: text(forecast.value), place: text(place) };
}

const saved = await savedResults();
/** The formats of text; a workbook is written by the same readings, and takes ten times as long. */
const formats = formatsOf('crossover/result/1').filter((format) => format !== 'xlsx');

/** What is read again after it was saved. */
export const savedReaders: Readonly<Record<string, FuzzReader>> = {
  'saved result': (random) => {
    const text = corrupt(random, saved.run, [saved.run, saved.place]);
    const format = random.pick(formats);
    return {
      text,
      check: async () => {
        const read = loadSavedResult(text, 'r.json');
        if (!read.ok) return shown(read.diagnostics, 'r.json', text);
        const { body } = await render(read.value.result, { format });
        return typeof body === 'string' ? hiddenIn(body.replaceAll('\r\n', '\n'), `its ${format}`) : null;
      },
    };
  },
  'saved forecast': (random) =>
    readAgain(corrupt(random, saved.forecast, [saved.forecast, saved.run]), forecastWire),
  'saved plan': (random) => readAgain(corrupt(random, saved.place, [saved.place, saved.run]), placeWire),
};

/** By its codec: what is read is written as what would be read again. */
function readAgain<T>(text: string, wire: Codec<T>): FuzzInput {
  const read = (json: string): readonly [T | undefined, Report] => {
    const report: Report = { area: 'report', diagnostics: [] };
    return [wire.read(jsonTree(json, 'r.json'), '', report), report];
  };
  return {
    text,
    check: () => {
      if (!isJson(text)) return null;
      const [value, { diagnostics }] = read(text);
      const wrong = shown(diagnostics, 'r.json', text);
      if (wrong !== null || value === undefined) return wrong;
      const written = JSON.stringify(wire.write(value));
      const [again] = read(written);
      if (again === undefined) return 'what was read is written as what cannot be read';
      return JSON.stringify(wire.write(again)) === written ? null : 'written again it is another text';
    },
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

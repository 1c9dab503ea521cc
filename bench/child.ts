/**
 * One measurement in a process of its own, so that neither memory nor a warm compiler of one reaches the next:
 * `child.ts WHAT [NUMBER]` prints it as JSON.
 */
import { benchColumns } from './columns.ts';
import { largestDifference } from './measure.ts';
import { benchModel, benchPlan, type BenchModel } from './model.ts';
import { measureBlock, measureStream, measureTable } from './ours.ts';
import { measureStreamInC, rivals } from './rivals/index.ts';
import { compileScript } from '../src/io/workers/index.ts';

const [what = '', number = '0'] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await measure(what, Number(number), benchModel())));

async function measure(name: string, amount: number, model: BenchModel): Promise<object> {
  switch (name) {
    case 'block':
      return measureBlock(model);
    case 'table':
      return measureTable(model);
    case 'stream':
      return measureStream(model, amount);
    case 'c-stream':
      return measureStreamInC(model, amount);
    default:
      return measureRival(name, model);
  }
}

/** Refuses to time what is not equal to ours. */
async function measureRival(name: string, model: BenchModel): Promise<object> {
  const entry = rivals.find((each) => each.id === name);
  if (entry === undefined) throw new Error(`there is no rival ${name}`);
  const columns = benchColumns(model, entry.rival.rows);
  const { outputs, ...measurement } = await entry.rival.measure(model, columns);
  const ours = model.roots.map(() => new Float64Array(entry.rival.rows));
  compileScript(benchPlan(model)).evaluate(columns, ours);
  return { ...measurement, difference: largestDifference(outputs, ours) };
}

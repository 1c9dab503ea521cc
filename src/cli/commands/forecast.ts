import type { Command } from 'commander';
import { forecastModel } from '../../analysis/index.ts';
import { formatsOf } from '../../report/index.ts';
import { answer } from '../answer.ts';
import { addGlobalOptions } from '../global-options.ts';
import type { Session } from '../session.ts';

const examples = `
The scenario says which months, what moves, and what happens when:
  horizon: { start: 2026-12, months: 36, discount_rate: 10%/year, api_price_trend: -30%/year }
  events: [{ month: 2027-06, price: openai/gpt-4o-mini, change: -20% }]

Examples:
  crossover forecast support.yaml
  crossover forecast support.yaml --set horizon.months=60 --format csv
  crossover forecast support.yaml --set horizon.discount_rate=8%/year --format json`;

/** `crossover forecast FILE`: months, years, what they are worth, and when to switch. */
export function addForecast(command: Command, session: Session): void {
  command
    .description(
      'What each option costs month by month: cash when it is paid, expense when it is used, CapEx and OpEx; its present value, payback and rate of return; which option is the cheapest when, and the best schedule of options.',
    )
    .argument('<file>', 'a scenario file, or the name of a bundled scenario')
    .addHelpText('after', examples);
  const readOptions = addGlobalOptions(command, formatsOf('crossover/forecast/1'));
  command.action(
    session.action(async (file: string) =>
      answer(session, readOptions(session.environment), file, (model) => forecastModel(model)),
    ),
  );
}

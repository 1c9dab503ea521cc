import { citation, inputsOf, type InputNode } from '../formula/index.ts';
import { isUnknown } from '../model/index.ts';
import { checkCase, type Option } from './case.ts';
import type { Bound, CheckCase, CheckSubject, ForbiddenKind, Policy } from './types.ts';

type Workload = CheckSubject['side']['workloads'][number];

/**
 * No forbidden input in what is decided: in the chosen option and in the next one, which together make the verdict. `unknown`
 * stands for options that could not be compared, because a price, a throughput or a rate of theirs is not known.
 */
export function inputCases(policy: Policy, subject: CheckSubject): readonly CheckCase[] {
  if (policy.forbidden.length === 0) return [];
  return subject.side.workloads.flatMap((workload) => {
    const failed = policy.forbidden.flatMap((asked) => violations(asked, subject, workload));
    const [first] = policy.forbidden;
    if (failed.length > 0 || first === undefined) return failed;
    const kinds = policy.forbidden.map(({ value }) => value).join(' or ');
    return [
      checkCase('forbidden-input', subject, first, {
        workload: workload.id,
        option: workload.placement.option,
        outcome: 'passed',
        message: `the decision for ${workload.id} uses no ${kinds} input`,
      }),
    ];
  });
}

function violations(
  asked: Bound<ForbiddenKind>,
  subject: CheckSubject,
  workload: Workload,
): readonly CheckCase[] {
  if (asked.value === 'unknown') return unknownOptions(asked, subject, workload);
  const decided = [workload.placement.option, workload.placement.alternatives[0]?.option ?? null];
  return workload.options
    .filter((option) => decided.includes(option.id))
    .flatMap((option) => forbiddenInputs(asked, subject, workload.id, option));
}

function unknownOptions(
  asked: Bound<ForbiddenKind>,
  subject: CheckSubject,
  workload: Workload,
): readonly CheckCase[] {
  return workload.options.flatMap((option) =>
    option.excludedBy
      .filter(({ code }) => isUnknown(code))
      .map(({ message }) =>
        checkCase('forbidden-input', subject, asked, {
          workload: workload.id,
          option: option.id,
          outcome: 'failed',
          message: `${option.id} of ${workload.id} could not be compared: ${message}`,
        }),
      ),
  );
}

function forbiddenInputs(
  asked: Bound<ForbiddenKind>,
  subject: CheckSubject,
  workload: string,
  option: Option,
): readonly CheckCase[] {
  const found = inputsWith(asked.value, subject, workload, option.id);
  if (found === null) return forbiddenLines(asked, subject, workload, option);
  return found.map((input) =>
    checkCase('forbidden-input', subject, asked, {
      workload,
      option: option.id,
      input: input.address,
      outcome: 'failed',
      message: `${option.id} of ${workload} depends on ${input.label} (${input.address}), which is ${asked.value}: ${citation(input.provenance.origin)}`,
      place: () => placeOf(input, subject),
    }),
  );
}

/** Null where there are no formulas. An input of zero that nobody stated takes part in nothing. */
function inputsWith(
  kind: ForbiddenKind,
  { model }: CheckSubject,
  workload: string,
  option: string,
): readonly InputNode[] | null {
  if (model === null) return null;
  const found = model.workloads
    .find((each) => each.id === workload)
    ?.options.find((each) => each.id === option);
  const inputs = found?.statement ? inputsOf(found.statement.monthly) : [];
  return inputs.filter(
    ({ provenance, value }) => provenance.kind === kind && !(kind === 'default' && value.isZero()),
  );
}

/** Of a saved result, whose lines only carry the weakest kind of their inputs. */
function forbiddenLines(
  asked: Bound<ForbiddenKind>,
  subject: CheckSubject,
  workload: string,
  option: Option,
): readonly CheckCase[] {
  return option.lines
    .filter((line) => line.kind === asked.value)
    .map((line) =>
      checkCase('forbidden-input', subject, asked, {
        workload,
        option: option.id,
        input: line.id,
        outcome: 'failed',
        message: `the line ${line.label} of ${option.id} of ${workload} depends on an input that is ${asked.value}`,
      }),
    );
}

/** The line of a scenario file that states the input; null where it comes from elsewhere. */
function placeOf(input: InputNode, subject: CheckSubject): CheckCase['place'] {
  const own = subject.locate(null, null);
  const { origin } = input.provenance;
  return origin.type !== 'file' || own === null ? null : { file: origin.file, line: origin.line, column: 1 };
}

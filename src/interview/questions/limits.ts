import { isCurrency } from '../../document/index.ts';
import { fail, ok, problem } from '../../diagnostics/index.ts';
import type { Choice, Question } from '../types.ts';

const yesOrNo: readonly Choice[] = [
  { value: 'no', title: 'No' },
  { value: 'yes', title: 'Yes' },
];

/** What an option has to meet. */
export const limits: readonly Question[] = [
  {
    id: 'residency',
    ask: 'Where do requests have to be processed?',
    example: 'eu',
    choices: () => [
      { value: 'any', title: 'Anywhere' },
      { value: 'eu', title: 'European Union' },
      { value: 'us', title: 'United States' },
      { value: 'uk', title: 'United Kingdom' },
      { value: 'ch', title: 'Switzerland' },
      { value: 'ap', title: 'Asia and the Pacific' },
    ],
    suggest: () => ({ value: 'any', why: 'no constraint' }),
  },
  {
    id: 'regulated',
    ask: 'Do requests hold regulated data (health, payments, personnel)?',
    example: 'no',
    choices: () => yesOrNo,
    suggest: () => ({ value: 'no', why: 'no constraint' }),
  },
  {
    id: 'latency',
    ask: 'Is there a bound on latency that no shared endpoint can promise?',
    example: 'any',
    choices: () => [
      { value: 'any', title: 'No: any endpoint will do' },
      { value: 'dedicated', title: 'Yes: dedicated capacity is needed' },
    ],
    suggest: () => ({ value: 'any', why: 'no constraint' }),
  },
  {
    id: 'currency',
    ask: 'In which currency do you want the answer?',
    example: 'USD',
    suggest: () => ({ value: 'USD', why: 'most price lists are in US dollars' }),
    read: (text) => {
      const code = text.trim().toUpperCase();
      if (isCurrency(code)) return ok(code);
      return fail(
        problem('interview/choice', `currency: '${text.slice(0, 30)}' is not a currency code`, {
          hint: 'such as USD, EUR or GBP',
        }),
      );
    },
  },
];

import { fail, ok, problem } from '../../diagnostics/index.ts';
import { answer } from '../known.ts';
import type { Question } from '../types.ts';

/** Where the scenario goes. */
export const file: Question = {
  id: 'file',
  ask: 'Which file shall it be written to?',
  example: 'support-chat.yaml',
  suggest: (known) => ({ value: `${answer(known, 'name')}.yaml`, why: 'after its name' }),
  read: (text) => {
    const name = text.trim();
    if (name === '') return fail(problem('interview/name', 'file: expected the name of a file'));
    return ok(/\.ya?ml$/u.test(name) ? name : `${name}.yaml`);
  },
};

import process from 'node:process';
import type { PromptChoice, Prompts, Reply } from '../environment.ts';

interface Key {
  readonly name?: string;
}

/** Choices that a search shows at once. */
const shown = 10;

/** Questions in the terminal of this process. Esc goes back to the question before, Ctrl-C leaves. */
export async function terminalPrompts(): Promise<Prompts> {
  const [{ default: select }, { default: search }, { default: input }] = await Promise.all([
    import('@inquirer/select'),
    import('@inquirer/search'),
    import('@inquirer/input'),
  ]);
  return {
    choose: (message, choices, suggested) =>
      reply((context) =>
        select(
          { message, choices: choices.map(named), default: suggested, pageSize: shown, loop: false },
          context,
        ),
      ),
    search: (message, choices, suggested) =>
      reply((context) =>
        search(
          {
            message,
            pageSize: shown,
            source: (term) => matching(choices, term ?? '', suggested).map(named),
          },
          context,
        ),
      ),
    enter: (message, suggested, check) =>
      reply((context) =>
        input({ message, default: suggested, validate: (text) => check(text) ?? true }, context),
      ),
  };
}

function named({ value, title }: PromptChoice): { readonly value: string; readonly name: string } {
  return { value, name: title };
}

/** Choices whose title has every word of the term; without one all, the suggested first. */
function matching(
  choices: readonly PromptChoice[],
  term: string,
  suggested: string,
): readonly PromptChoice[] {
  const words = term.toLowerCase().split(/\s+/u);
  const found = choices.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)));
  const [first, others] = [found.find(({ value }) => value === suggested), found];
  return first === undefined ? others : [first, ...others.filter((each) => each !== first)];
}

async function reply(ask: (context: { readonly signal: AbortSignal }) => Promise<string>): Promise<Reply> {
  const controller = new AbortController();
  const onKey = (_: string | undefined, key: Key | undefined): void => {
    if (key?.name === 'escape') controller.abort();
  };
  process.stdin.on('keypress', onKey);
  try {
    return { is: 'answer', value: await ask({ signal: controller.signal }) };
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'AbortPromptError') return { is: 'back' };
    if (name === 'ExitPromptError') return { is: 'interrupted' };
    throw error;
  } finally {
    process.stdin.off('keypress', onKey);
  }
}

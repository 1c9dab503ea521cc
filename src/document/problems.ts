import type { ProblemTable } from '../diagnostics/index.ts';

/** Every code that the text of a YAML file can cause, whatever the file is for. */
export const documentProblems: ProblemTable = {
  'document/syntax': {
    means: 'The text is not valid YAML or JSON here.',
    remedy: 'Correct the syntax; the place marks where reading stopped.',
  },
  'document/not-text': {
    means: 'The file holds bytes or control characters that are not text.',
    remedy: 'Save the file as UTF-8 text.',
  },
  'document/duplicate-key': {
    means: 'The same key appears twice in one map.',
    remedy: 'Remove one of the two.',
  },
  'document/key': {
    means: 'A key is not plain text, such as a list or a map used as a key.',
    remedy: 'Write the key as text.',
  },
  'document/refused-key': {
    means: 'A key that could change how objects behave, such as `__proto__`.',
    remedy: 'Choose another name.',
  },
  'document/alias': {
    means: 'An alias points to nothing, to itself, or expands to too much.',
    remedy: 'Repeat the value instead of using an alias.',
  },
  'document/tag': {
    means: 'A YAML tag that makes a different kind of value, such as `!!omap`.',
    remedy: 'Remove the tag.',
  },
  'document/too-deep': {
    means: 'The file is nested too deeply.',
    remedy: 'Flatten it; no file of this program needs so many levels.',
  },
  'document/too-large': {
    means: 'The file is larger than any file of its kind needs to be.',
    remedy: 'Split the file, or remove what it does not need.',
  },
};

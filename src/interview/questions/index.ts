/** What is asked, in which order. Answers so far enter; the next question leaves. */
import type { Question } from '../types.ts';
import { building } from './building.ts';
import { buying } from './buying.ts';
import { limits } from './limits.ts';
import { file } from './file.ts';
import { use } from './use.ts';

/** Every question, in the order in which they are asked. */
export const questions: readonly Question[] = [...use, ...limits, ...buying, ...building, file];

import type { Template } from '../types.ts';
import {
  assumed,
  azureCode,
  azureConversation,
  chatUsers,
  codePeak,
  codexTraces,
  conversationPeak,
  deepseekDay,
  ragPulse,
  sourced,
  voiceTurns,
} from './sources.ts';

const small = ['openai/gpt-5.4-mini', 'openai/gpt-5-mini', 'openai/gpt-4o-mini'];
const fast = ['anthropic/claude-haiku-4.5', 'google/gemini-3.5-flash', 'google/gemini-2.5-flash'];

const chat: Template = {
  id: 'chat',
  title: 'Chat: people write, the model answers',
  workload: 'chat',
  measures: ['requests', 'users', 'logs'],
  per: sourced('112', chatUsers),
  count: '1M',
  input: sourced('1155', azureConversation),
  output: sourced('211', azureConversation),
  cached: sourced('56.3%', deepseekDay),
  peak: sourced('1.66', conversationPeak),
  canWait: false,
  buy: small,
  also: fast,
  prices: [],
  host: 'llama-3.3-70b',
};

const rag: Template = {
  ...chat,
  id: 'rag',
  title: 'RAG: questions answered from your documents',
  workload: 'document-search',
  measures: ['requests', 'users', 'logs'],
  per: sourced('112', chatUsers),
  count: '500k',
  input: sourced('3051', ragPulse),
  output: sourced('226', ragPulse),
  cached: assumed('0%', 'passages differ from request to request'),
};

const code: Template = {
  ...chat,
  id: 'code',
  title: 'Code assistant: completions and edits while people program',
  workload: 'code-assistant',
  measures: ['seats', 'requests', 'logs'],
  per: assumed('4000', '200 completions on each of 20 working days'),
  count: '200',
  input: sourced('2048', azureCode),
  output: sourced('28', azureCode),
  cached: assumed('0%', 'the code around the cursor changes with each request'),
  peak: sourced('3.02', codePeak),
  host: 'qwen3-32b',
};

const voice: Template = {
  ...chat,
  id: 'voice',
  title: 'Voice: phone calls, the language model between speech and text',
  workload: 'phone-calls',
  measures: ['calls', 'requests', 'logs'],
  per: sourced('30', voiceTurns),
  count: '100k',
  // The inputs of the 30 turns come to 67,050 tokens; 70 of each turn are new, and 1,220 of the first.
  input: sourced('2235', voiceTurns),
  output: sourced('50', voiceTurns),
  cached: sourced('95.2%', voiceTurns),
  host: 'llama-3.1-8b',
};

export const assistants: readonly Template[] = [chat, rag, code, voice];

export const agent: Template = {
  ...chat,
  id: 'agent',
  title: 'Agent: many calls to finish one task, with tools',
  workload: 'agent',
  measures: ['tasks', 'requests', 'logs'],
  per: sourced('33', codexTraces),
  count: '10k',
  input: sourced(
    '40000',
    codexTraces,
    'worked out: half of the 80,000 tokens that a session reaches by turn 30, Codex on SWE-bench Pro, vLLM blog of 2026-05-06',
  ),
  output: sourced(
    '305',
    codexTraces,
    'worked out: the input divided by 131, as in 610 sessions of Codex on SWE-bench Pro, vLLM blog of 2026-05-06',
  ),
  cached: sourced('94.2%', codexTraces),
  peak: sourced('3.02', codePeak),
  buy: ['anthropic/claude-sonnet-4.6', 'anthropic/claude-sonnet-4.5'],
  also: ['openai/gpt-5.4', 'openai/gpt-5'],
  host: 'gpt-oss-120b',
};

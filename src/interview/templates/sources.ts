import type { Fact } from '../types.ts';

type Origin = Omit<Fact, 'value'>;

/** What nobody has published, as far as is known. */
export function assumed(value: string, why: string): Fact {
  return { value, why: `assumption: ${why}`, url: null, date: null };
}

export function sourced(value: string, origin: Origin, why?: string): Fact {
  return { value, ...origin, ...(why === undefined ? {} : { why }) };
}

export const azureConversation: Origin = {
  why: 'mean of 19,366 requests of a conversation service, Azure LLM inference trace 2023 (CC BY 4.0)',
  url: 'https://github.com/Azure/AzurePublicDataset/blob/master/AzureLLMInferenceDataset2023.md',
  date: '2026-11-23',
};

export const azureCode: Origin = {
  ...azureConversation,
  why: 'mean of 8,819 requests of a code assistant, Azure LLM inference trace 2023 (CC BY 4.0)',
};

const azureWeek = 'https://github.com/Azure/AzurePublicDataset/blob/master/AzureLLMInferenceDataset2024.md';

export const conversationPeak: Origin = {
  why: 'busiest hour of a week against its mean, 27.3 million conversation requests, Azure LLM inference trace 2024 (CC BY 4.0)',
  url: azureWeek,
  date: '2026-11-23',
};

export const codePeak: Origin = {
  why: 'busiest hour of a week against its mean, 16.8 million code requests, Azure LLM inference trace 2024 (CC BY 4.0)',
  url: azureWeek,
  date: '2026-11-23',
};

export const deepseekDay: Origin = {
  why: 'share of input tokens read from cache, DeepSeek V3 and R1 on 2025-02-27 (CC0)',
  url: 'https://github.com/deepseek-ai/open-infra-index',
  date: '2026-11-23',
};

export const ragPulse: Origin = {
  why: 'mean of the first 60 of 7,106 requests of a university question service, RAGPulse trace (MIT)',
  url: 'https://github.com/flashserve/RAGPulse',
  date: '2026-11-26',
};

export const codexTraces: Origin = {
  why: '610 coding-agent sessions with a median of 33 turns (Codex on SWE-bench Pro), vLLM blog of 2026-05-06',
  url: 'https://vllm.ai/blog/mooncake-store',
  date: '2026-11-26',
};

export const serveGenImages: Origin = {
  why: 'mean of 818,610 requests with an image each, ServeGen trace, arXiv 2505.09999 (Apache-2.0)',
  url: 'https://github.com/alibaba/ServeGen',
  date: '2026-11-23',
};

export const chatUsers: Origin = {
  why: '18 billion messages a week from 700 million users of ChatGPT, July 2025 (NBER working paper 34255): 25.7 a week, 112 a month',
  url: 'https://www.nber.org/papers/w34255',
  date: '2026-11-26',
};

export const voiceTurns: Origin = {
  why: 'a five-minute call of 30 turns with a 1,200-token system prompt, 20 tokens heard and 50 spoken a turn, by a pricing calculator for voice agents',
  url: 'https://ai-pricing-bp9.pages.dev/',
  date: '2026-11-26',
};

export const chunk: Origin = {
  why: 'default size of a chunk in OpenAI vector stores',
  url: 'https://platform.openai.com/docs/guides/retrieval',
  date: '2025-11-07',
};

export const embeddingPrices: Origin = {
  why: 'list price of text-embedding models, models.dev (MIT)',
  url: 'https://github.com/anomalyco/models.dev',
  date: '2026-07-02',
};

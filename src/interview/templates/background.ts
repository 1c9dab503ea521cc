import type { OwnPrice, Template } from '../types.ts';
import { assumed, chunk, embeddingPrices, serveGenImages, sourced } from './sources.ts';

const extraction: Template = {
  id: 'extraction',
  title: 'Batch extraction: documents in, fields or summaries out, overnight',
  workload: 'extraction',
  measures: ['documents', 'requests', 'logs'],
  per: assumed('1', 'a document is one request; say how many pages where each is one'),
  count: '500k',
  // 572 tokens of text and 650 of the image.
  input: sourced('1222', serveGenImages),
  output: sourced('130', serveGenImages),
  cached: assumed('0%', 'every document is new'),
  peak: assumed('1', 'the work is spread evenly over the time that it may take'),
  canWait: true,
  buy: ['openai/gpt-4.1-mini', 'openai/gpt-4o-mini'],
  also: ['google/gemini-2.5-flash-lite', 'google/gemini-2.5-flash'],
  prices: [],
  host: 'llama-3.1-8b',
};

function embedding(id: string, input: string): OwnPrice {
  return { id, input, fact: sourced(input, embeddingPrices) };
}

const embeddings: Template = {
  ...extraction,
  id: 'embeddings',
  title: 'Embeddings: text in, vectors out',
  workload: 'embeddings',
  per: assumed('12', 'a document of 10,000 tokens in chunks of 800'),
  count: '100k',
  input: sourced('800', chunk),
  output: assumed('0', 'vectors are not charged as tokens'),
  canWait: false,
  buy: ['openai/text-embedding-3-small'],
  also: ['google/gemini-embedding-001'],
  prices: [
    embedding('openai/text-embedding-3-small', '0.02'),
    embedding('openai/text-embedding-3-large', '0.13'),
    embedding('google/gemini-embedding-001', '0.15'),
    embedding('mistral/mistral-embed', '0.10'),
  ],
  host: null,
};

export const background: readonly Template[] = [extraction, embeddings];

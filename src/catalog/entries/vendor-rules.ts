/**
 * Channels on which a cache hit keeps its own price in batch: "the 90% cache hit discount takes precedence over the batch
 * discount" (docs.cloud.google.com/vertex-ai/generative-ai/docs/multimodal/batch-prediction-gemini, read 2026-11-20).
 * On any other channel where the two do not combine, which of them holds is not known.
 */
const cacheBeforeBatch: ReadonlySet<string> = new Set(['google', 'vertex']);

/** Whether the vendor bills cached tokens in batch at their own price, where its discounts do not combine. */
export function isCacheBeforeBatch(channel: string): boolean {
  return cacheBeforeBatch.has(channel);
}

/**
 * 50M tokens a month at an API price that is uniform on [2, 6] USD/Mtok, against a fixed 250 USD: the API costs 100 to
 * 300 USD, uniformly, so that P10/P50/P90 are 120/200/280, building is the cheapest with 25 %, and knowing the price is
 * worth the mean of what the API costs above 250: 50 USD at most, in a quarter of all cases, so 6.25 USD a month.
 */
export const closedForm = `
name: Closed form
prices:
  - { id: acme/chat, input: { uniform: [2 USD/Mtok, 6 USD/Mtok] }, output: 4 USD/Mtok }
offers:
  - { id: free, gpu: h100-sxm, hourly: 0 USD/hour, node: 1 }
clusters:
  c: { model: m, offer: free, gpus_per_replica: 1, throughput: { mixed: 1M tokens/s }, platform: 250 USD/month }
workloads:
  w:
    volume: 50M tokens/month
    ratio: 1:0
    options:
      api: { buy: acme/chat }
      own: { build: c }
`;

/** The same with two APIs whose prices have one distribution, correlated by `rank`. */
export function twoPrices(rank: string): string {
  return `
name: Two prices
correlations:
  - { between: [prices.acme/a.input, prices.acme/b.input], rank: ${rank} }
prices:
  - { id: acme/a, input: { uniform: [2 USD/Mtok, 6 USD/Mtok] }, output: 4 USD/Mtok }
  - { id: acme/b, input: { uniform: [2 USD/Mtok, 6 USD/Mtok] }, output: 4 USD/Mtok }
workloads:
  w:
    volume: 50M tokens/month
    ratio: 1:0
    options:
      a: { buy: acme/a }
      b: { buy: acme/b }
`;
}

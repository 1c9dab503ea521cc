/**
 * The price entry that a log's name of a model stands for, or undefined where none has that name: `gpt-4o-mini-2024-07-18`
 * is `openai/gpt-4o-mini`, Bedrock's `us.anthropic.claude-sonnet-4-5-20250929-v1:0` is `anthropic/claude-sonnet-4.5`.
 * Where several channels sell a model, the one whose channel the name states, as Bedrock's do by their ending, else the maker's own, else
 * the one with the shortest name.
 */
export function matchModel(name: string, entries: Iterable<string>): string | undefined {
  const wanted = bare(name);
  const all = [...entries].filter((entry) => bare(entry) === wanted).toSorted(byParts);
  return (
    all.find((entry) => entry === name) ??
    all.find((entry) => name.includes(channelOf(entry))) ??
    (bedrockVersion.test(name) ? all.find((entry) => channelOf(entry) === 'bedrock') : undefined) ??
    all[0]
  );
}

/** How Bedrock's names end: `-v1:0`, `-1:0`. */
const bedrockVersion = /-v?\d+:\d+$/u;

/** Those who make the models that they sell. */
const makers = ['openai', 'anthropic', 'google', 'mistral', 'deepseek', 'xai', 'cohere'];

function byParts(a: string, b: string): number {
  const isMaker = (entry: string): number => Number(!makers.includes(channelOf(entry)));
  return (
    isMaker(a) - isMaker(b) ||
    a.split('/').length - b.split('/').length ||
    a.length - b.length ||
    (a < b ? -1 : 1)
  );
}

function channelOf(entry: string): string {
  return entry.slice(0, Math.max(0, entry.indexOf('/')));
}

/** The name alone: without vendor, region, date of release and version of the deployment. */
function bare(name: string): string {
  return (name.toLowerCase().split('/').at(-1) ?? '')
    .replace(/^(?:[a-z]{2,6}\.)?(?:anthropic|openai|meta|mistral|amazon|cohere|deepseek|google)\./u, '')
    .replace(bedrockVersion, '')
    .replace(/:\d+$/u, '')
    .replace(/[-@]\d{4}-?\d{2}-?\d{2}$/u, '')
    .replaceAll(/[^a-z0-9]+/gu, '-');
}

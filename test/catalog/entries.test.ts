import { describe, expect, test } from 'vitest';
import { gpuOfferField, tokenEntryField } from '../../src/catalog/index.ts';
import { entriesOf, readDocument, startReading, type Field } from '../../src/document/index.ts';

function parse<T>(
  field: Field<T>,
  text: string,
): { readonly value: T | undefined; readonly problems: readonly string[] } {
  const document = readDocument(text, 'desk.yaml');
  if (!document.ok) throw new Error(JSON.stringify(document.diagnostics));
  const report = startReading('USD');
  const [value] =
    entriesOf('entries', field).read(document.value, 'prices', report, document.value.span) ?? [];
  return {
    value,
    problems: report.diagnostics.map(
      ({ code, message, span }) => `${span?.line}:${span?.column} ${code} ${message}`,
    ),
  };
}

describe('a token price', () => {
  test('may be just the price set that holds', () => {
    const { value, problems } = parse(
      tokenEntryField,
      '\nid: acme/chat\ninput: 0.50 USD/Mtok\ncached: 0.05 USD/Mtok\noutput: 1.50 USD/Mtok\nbatch: 50%\n',
    );
    expect(problems).toEqual([]);
    expect(value).toMatchObject({
      id: 'acme/chat',
      channel: 'acme',
      currency: 'USD',
      model: null,
      residency: [],
    });
    const [row] = value?.rows ?? [];
    expect(row).toMatchObject({
      from: null, to: null, kind: 'stated', status: 'confirmed', cacheWrite: null, tiers: [],
      source: { url: 'desk.yaml:2', retrieved: null, place: { file: 'desk.yaml', line: 2 } }, batch: { combinesWithCache: true },
    }); // prettier-ignore
    expect(row?.input.toFixed()).toBe('0.5');
    expect(row?.batch?.multiplier.toFixed()).toBe('0.5');
  });

  test('has dated rows with tiers, services, provisioned and committed terms', () => {
    const { value, problems } = parse(
      tokenEntryField,
      `
id: acme/chat
currency: EUR
residency: [eu, us]
context: 200k tokens
prices:
  - { from: 2026-01-01, recorded: 2026-01-02, kind: contract, source: { url: 'https://example.org', retrieved: 2026-01-02 },
      input: 2 EUR/Mtok, output: 0.008 EUR/ktok, per_request: 0.01 EUR, batch: { multiplier: 40%, combines_with_cache: false },
      tiers: [ { above: 200k tokens, mode: part_above, input: 4 EUR/Mtok, output: 12 EUR/Mtok },
               { above: 100k tokens, mode: unknown, input: 3 EUR/Mtok, output: 10 EUR/Mtok } ],
      services: [ { id: flex, multiplier: 50%, combines: [cache] } ],
      provisioned: { rate: 1 EUR/hour, tokens_per_minute: 37k tokens/minute, output_weight: 4, minimum_units: 15, increment: 5 PTU },
      commitment: { mode: graduated, tiers: [ { above: 10k EUR/month, multiplier: 90% }, { above: 0 EUR/month, multiplier: 1 } ] } }
  - { from: 2025-01-01, to: 2026-01-01, recorded: 2025-01-01, kind: list, source: { url: 'https://example.org', retrieved: 2025-01-01 },
      input: 3 EUR/Mtok, output: 9 EUR/Mtok }
`,
    );
    expect(problems).toEqual([]);
    expect(value?.rows.map(({ from }) => from)).toEqual(['2025-01-01', '2026-01-01']);
    const row = value?.rows[1];
    expect(row?.output.toFixed()).toBe('8');
    expect(row?.tiers.map(({ above, mode }) => `${above.toFixed()} ${mode}`)).toEqual([
      '100000 unknown',
      '200000 part_above',
    ]);
    expect(row?.services[0]?.combines).toEqual(['cache']);
    expect(row?.batch?.combinesWithCache).toBe(false);
    expect(row?.provisioned?.tokensPerMinute.toFixed()).toBe('37000');
    expect(row?.provisioned?.increment.toFixed()).toBe('5');
    expect(row?.commitment?.tiers.map(({ above }) => above.toFixed())).toEqual(['0', '10000']);
  });

  test.each([
    ['{ id: a/b, input: 1 USD/Mtok }', "1:1 scenario/missing-key prices.a/b: the key 'output' is missing"],
    ['{ id: a/b, input: 1 EUR/Mtok, output: 1 USD/Mtok }', '1:19 scenario/wrong-quantity'],
    ['{ id: a/b, input: 1 USD/Mtok, ouput: 2 USD/Mtok, output: 2 USD/Mtok }', '1:31 scenario/unknown-key prices.a/b.ouput: unknown key'],
    ['{ id: a/b, input: -1 USD/Mtok, output: 1 USD/Mtok }', "1:19 scenario/out-of-range prices.a/b.input: expected at least 0, found '-1 USD/Mtok'"],
    ['{ id: a/b, input: 1e400 USD/Mtok, output: 1 USD/Mtok }', '1:19 scenario/wrong-quantity'],
    ['{ id: a/b, input: 1 USD/Mtok, output: 1 USD/Mtok, tiers: [ { above: 1k tokens, mode: all, input: 1 USD/Mtok, output: 1 USD/Mtok } ] }', "1:86 scenario/wrong-value prices.a/b.tiers.0.mode: expected whole_request, part_above, unknown, found 'all'"],
    ['[a]', "1:2 scenario/wrong-type prices.0: expected a map of keys, found 'a'"],
  ])('%s is refused', (text, expected) => {
    expect(parse(tokenEntryField, text).problems[0]).toContain(expected);
  }); // prettier-ignore
});

describe('a GPU offer', () => {
  test('may be just a quote', () => {
    const { value, problems } = parse(
      gpuOfferField,
      '{ id: quote-a, gpu: h200-sxm, hourly: 3.10 USD/hour, node: 8, term: 1 year, switch_off: false }',
    );
    expect(problems).toEqual([]);
    expect(value).toMatchObject({
      id: 'quote-a',
      gpu: 'h200-sxm',
      term: 'reserved',
      switchOff: false,
      interruption: null,
    });
    expect(value?.node.toFixed()).toBe('8');
    expect(value?.termMonths?.toFixed()).toBe('12');
    expect(value?.rows[0]?.hourly?.toFixed()).toBe('3.1');
    expect(value?.rows[0]?.kind).toBe('stated');
  });

  test('by the hour can be switched off unless it says no', () => {
    expect(parse(gpuOfferField, '{ id: a, gpu: l4, hourly: 1 USD/hour }').value).toMatchObject({
      term: 'on-demand',
      switchOff: true,
    });
    const spot =
      '{ id: a, gpu: l4, hourly: 1 USD/hour, term: spot, interruption: { waste: 5%, unavailable: 2%, fallback: 3 USD/hour } }';
    const { value } = parse(gpuOfferField, spot);
    expect(value?.interruption?.fallbackHourly?.toFixed()).toBe('3');
  });

  test('may be owned, with all its terms', () => {
    const terms =
      'price: 30k USD, residual: 10%, depreciation: 4 years, maintenance: 5%/year, colocation: 150 USD/month, power: 1200 W, pue: 1.3, power_price: 0.12 USD/kWh, idle: 30%';
    const { value, problems } = parse(
      gpuOfferField,
      `{ id: own, gpu: b200, node: 8, ownership: { ${terms} } }`,
    );
    expect(problems).toEqual([]);
    expect(value).toMatchObject({ term: 'owned', switchOff: false });
    const owned = value?.rows[0]?.ownership;
    expect(owned?.depreciationMonths.toFixed()).toBe('48');
    expect(owned?.kilowatts.toFixed()).toBe('1.2');
    expect(
      parse(gpuOfferField, '{ id: own, gpu: b200, ownership: { price: 30k USD } }').problems,
    ).toHaveLength(8);
  });

  test.each([
    ['{ id: a, gpu: l4 }', "1:1 scenario/missing-key prices.a: the key 'hourly' is missing"],
    ['{ id: a, gpu: l4, hourly: 1 USD/hour, term: reserved }', "1:45 scenario/wrong-value prices.a.term: expected on-demand, spot, owned or a length such as '1 year'"],
    ['{ id: a, gpu: l4, hourly: 1 USD/hour, node: 1.5 }', "1:45 scenario/out-of-range prices.a.node: expected a whole number, found '1.5'"],
    ['{ id: a, gpu: l4, hourly: 1 USD }', '1:27 scenario/wrong-quantity'],
  ])('%s is refused', (text, expected) => {
    expect(parse(gpuOfferField, text).problems[0]).toContain(expected);
  }); // prettier-ignore
});

describe('provisioned and committed terms', () => {
  const prices = 'id: a/b, input: 1 USD/Mtok, output: 1 USD/Mtok';
  const provisioned = (of: string): string => `{ ${prices}, provisioned: { ${of} } }`;
  const commitment = (of: string): string => `{ ${prices}, commitment: { ${of} } }`;
  const sizes = 'tokens_per_minute: 3400 tokens/minute, minimum_units: 15, increment: 5';

  test.each([
    ['1 USD/unit/hour', '1', undefined],
    ['1 USD/hour', '1', undefined],
    ['260 USD/unit/month', '260', 'month'],
    ['3120 USD/unit/year', '260', 'month'],
  ])('a unit at %s', (rate, value, period) => {
    const { value: entry, problems } = parse(tokenEntryField, provisioned(`rate: ${rate}, ${sizes}`));
    expect(problems).toEqual([]);
    const terms = entry?.rows[0]?.provisioned;
    expect([terms?.rate.toFixed(), terms?.period]).toEqual([value, period]);
  });

  test.each([
    [provisioned(`rate: 1 USD/Mtok, ${sizes}`), 'scenario/wrong-quantity'],
    [provisioned(`rate: 1 EUR/unit/month, ${sizes}`), 'scenario/wrong-quantity'],
    [provisioned(`rate: -1 USD/unit/hour, ${sizes}`), 'scenario/out-of-range'],
    [provisioned(`rate: { uniform: [1 USD/hour, 3 USD/hour] }, ${sizes}`), 'expected a number, found a map'],
    [provisioned(sizes), "the key 'rate' is missing"],
    [provisioned('rate: 1 USD/hour, tokens_per_minute: 0 tokens/minute, minimum_units: 1, increment: 1'), 'scenario/out-of-range'],
    [provisioned('rate: 1 USD/hour, tokens_per_minute: 1 token/minute, minimum_units: 1, increment: 0'), 'scenario/out-of-range'],
    [provisioned(`rate: 1 USD/hour, ${sizes}, spill: 1`), 'scenario/unknown-key'],
    [commitment('mode: all, tiers: [ { above: 1k USD/month, multiplier: 90% } ]'), 'scenario/wrong-value'],
    [commitment('mode: graduated'), "the key 'tiers' is missing"],
    [commitment('mode: graduated, tiers: [ { above: 1k USD/month, multiplier: 110% } ]'), 'scenario/out-of-range'],
    [commitment('mode: graduated, tiers: [ { above: 1k USD/month, multiplier: 90% }, { above: 1000 USD/month, multiplier: 80% } ]'), 'two tiers begin at a spend of 1000'],
  ])('%s is refused', (text, expected) => {
    expect(parse(tokenEntryField, text).problems.join()).toContain(expected);
  }); // prettier-ignore
});

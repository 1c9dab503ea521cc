import fc from 'fast-check';

/** A decimal of at most three places, as a file would have it. */
function decimal(low: number, high: number): fc.Arbitrary<string> {
  return fc.integer({ min: low * 1000, max: high * 1000 }).map((value) => String(value / 1000));
}

/** Below 1: a bare 1 could mean one per cent, and is refused. */
const share = decimal(0, 0.99);

const retries = fc.oneof(
  fc
    .tuple(decimal(0, 0.9), fc.integer({ min: 0, max: 5 }), share, share)
    .map(
      ([rate, max, input, output]) =>
        `{ failure_rate: ${rate}, max: ${max}, billed_input: ${input}, billed_output: ${output} }`,
    ),
  fc
    .tuple(decimal(0, 0.3), decimal(0, 0.3), decimal(0, 0.3), fc.integer({ min: 0, max: 5 }))
    .map(
      ([rejected, late, bad, max]) =>
        `{ rejected: ${rejected}, timed_out: ${late}, bad_output: ${bad}, max: ${max} }`,
    ),
);

const overheads = fc
  .tuple(
    fc.integer({ min: 0, max: 200 }),
    share,
    decimal(0, 0.01),
    decimal(0, 500),
    decimal(0, 20),
    decimal(0, 3),
    decimal(0, 500),
  )
  .map(
    ([experiments, ab, perRequest, fixed, trace, storage, observed]) =>
      `{ experimentation: ${experiments}%, ab_testing: { share: ${ab}, model: acme/plain }, infrastructure: { per_request: ${perRequest} USD, fixed: ${fixed} USD/month }, observability: { trace: ${trace} kB, storage: ${storage} USD/GB, fixed: ${observed} USD/month } }`,
  );

const price = fc
  .tuple(
    decimal(0, 20),
    decimal(0, 80),
    decimal(0, 5),
    decimal(0, 0.1),
    decimal(0, 1),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([input, output, cached, fee, batch, combines, whole]) => {
    const mode = whole ? 'whole_request' : 'part_above';
    return `{ id: acme/full, input: ${input} USD/Mtok, output: ${output} USD/Mtok, cached: ${cached} USD/Mtok, per_request: ${fee} USD, batch: { multiplier: ${batch}, combines_with_cache: ${combines} }, tiers: [ { above: 1000 tokens, mode: ${mode}, input: ${input}5 USD/Mtok, output: ${output}5 USD/Mtok } ] }`;
  });

const offer = fc.oneof(
  decimal(0.1, 10).map((hourly) => `hourly: ${hourly} USD/hour`),
  decimal(0.1, 10).map((hourly) => `hourly: ${hourly} USD/hour, term: 1 year, upfront: ${hourly}9 USD`),
  decimal(100, 5000).map((monthly) => `monthly: ${monthly} USD/month`),
  fc
    .tuple(decimal(0.1, 10), share, share)
    .map(
      ([hourly, waste, gone]) =>
        `term: spot, hourly: ${hourly} USD/hour, interruption: { waste: ${waste}, unavailable: ${gone}, fallback: ${hourly}7 USD/hour }`,
    ),
  fc
    .tuple(decimal(1000, 50000), share, share)
    .map(
      ([amount, residual, idle]) =>
        `ownership: { price: ${amount} USD, residual: ${residual}, depreciation: 36 months, maintenance: 5%/year, colocation: 90 USD/month, power: 0.7 kW, pue: 1.3, power_price: 0.11 USD/kWh, idle: ${idle} }`,
    ),
);

const cluster = fc
  .tuple(
    fc.integer({ min: 1, max: 4 }),
    decimal(0.05, 1),
    fc.integer({ min: 0, max: 3 }),
    share,
    decimal(0, 0.5),
    decimal(10, 90000),
    decimal(10, 9000),
  )
  .map(
    ([gpus, utilization, least, prefix, failing, prefill, decode]) =>
      `{ model: house-llm, offer: gpu, gpus_per_replica: ${gpus}, utilization: ${utilization}, min_replicas: ${least}, prefix_cache: ${prefix}, failure_rate: ${failing}, throughput: { prefill: ${prefill} tokens/s, decode: ${decode} tokens/s }, platform: { fixed: 400 USD/month, per_request: 0.0001 USD } }`,
  );

const load = fc.oneof(
  decimal(1, 20).map((peak) => `{ peak_to_average: ${peak}, active: 300 hours/month }`),
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: 167, maxLength: 167 })
    .map((hours) => `{ hourly: [${[1, ...hours].join(', ')}] }`),
);

/** Scenarios with a plain and a full token price, a build and, where the load is known by the hour, a burst and a cascade. */
export const randomScenario: fc.Arbitrary<string> = fc
  .record({
    retries,
    overheads,
    price,
    offer,
    cluster,
    load,
    node: fc.constantFrom(1, 2, 4, 8),
    standby: fc.integer({ min: 0, max: 200 }),
    uplift: fc.integer({ min: 0, max: 200 }),
    cached: decimal(0, 0.5),
    written: decimal(0, 0.5),
    batch: share,
    input: fc.integer({ min: 0, max: 5000 }),
    output: fc.integer({ min: 1, max: 3000 }),
    volume: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50_000_000 })),
    settled: share,
  })
  .map(
    (of) => `teams: { ops: { headcount: 0.5, loaded_cost: 170k USD/year } }
prices:
  - { id: acme/plain, input: 1 USD/Mtok, output: 3 USD/Mtok }
  - ${of.price}
offers: [ { id: gpu, gpu: h100-sxm, node: ${of.node}, ${of.offer} } ]
clusters:
  eu: ${of.cluster}
workloads:
  chat:
    volume: ${of.volume} requests/month
    tokens: { input: ${of.input}, output: ${of.output}, cached: ${of.cached}, cache_write: ${of.written} }
    load: ${of.load}
    retries: ${of.retries}
    failover: { uplift: ${of.uplift}%, standby: ${of.standby}% }
    overheads: ${of.overheads}
    options:
      plain: { buy: acme/plain }
      full: { buy: acme/full, batch: ${of.batch} }
      own: { build: eu, team: ops, setup: 30k USD }
${of.load.includes('hourly') ? '      burst: { hybrid: { base: own, overflow: full } }\n' : ''}      both: { cascade: { small: own, large: full, settled: ${of.settled} } }`,
  );

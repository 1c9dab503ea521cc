/** A generator of whole numbers, the same for the same seed (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = (seed * 0x9e3779b9) >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/**
 * A portfolio of up to eight workloads with features switched on at random: shared clusters with minimum, spare and standby
 * replicas, profiles, active hours, teams with steps, commitments of both kinds, minimums, provisioned units with and without
 * a reservation or spillover, platforms, fleets with spot nodes for
 * what can wait, cascades, bursts that share their base, and limits of the plan.
 */
export function randomPortfolio(seed: number): string {
  const below = generator(seed + 1);
  const may = (): boolean => below(2) === 0;
  const pick = <T>(of: readonly T[]): T => of[below(of.length)] as T;
  const workloads = 2 + below(7);
  // Every plan is gone through: the more workloads, the fewer options each.
  const options = workloads > 5 ? 2 : 3;
  const hasFleet = workloads < 5 && may();
  // Amounts multiply the plans too: of few workloads and small ones there are few replicas and units to keep.
  const hasAmounts = workloads < (hasFleet ? 3 : 5);
  const tiers = `tiers: [{ above: ${5 + below(10)}k USD/month, multiplier: 0.${7 + below(2)} }, { above: ${20 + below(10)}k USD/month, multiplier: 0.6 }]`;
  const commitment = may()
    ? `, commitment: { mode: ${pick(['all_units', 'graduated'])}, ${may() ? tiers : `minimum: ${2 + below(9)}k USD/month, ${tiers}`} }`
    : '';
  const units = `, provisioned: { rate: ${1 + below(4)} USD/unit/hour, tokens_per_minute: ${20 + below(40)}k tokens/minute, minimum_units: ${1 + below(4)}, increment: ${1 + below(3)} }`;
  const lines = [
    'prices:',
    `  - { id: acme/chat, channel: acme, input: 1.${below(9)} USD/Mtok, output: 2 USD/Mtok${commitment} }`,
    `  - { id: acme/code, channel: acme, input: 1 USD/Mtok, output: 2.${below(9)} USD/Mtok${commitment} }`,
    `  - { id: globex/chat, channel: globex, input: 1.${below(9)} USD/Mtok, output: 1.${below(9)} USD/Mtok${below(3) === 0 ? commitment : ''}${units} }`,
    'offers:',
    `  - { id: kept, gpu: h100-sxm, hourly: 1.${5 + below(4)} USD/hour, node: ${1 + below(2)}, term: 1 year, switch_off: false${may() ? ', minimum: 4' : ''} }`,
    `  - { id: hourly, gpu: h100-sxm, hourly: 3 USD/hour, node: ${1 + below(2)}, term: on-demand }`,
    `  - { id: spot, gpu: h100-sxm, hourly: 1.${below(9)} USD/hour, node: 1, term: spot, interruption: { waste: 10%, unavailable: 5%, fallback: 3 USD/hour } }`,
    'teams:',
    `  ops: { headcount: 0.${1 + below(9)}, loaded_cost: 120k USD/year${may() ? `, steps: [{ add: 0.25, every: ${1 + below(3)}, of: ${pick(['workloads', 'clusters', 'gpus'])} }]` : ''} }`,
    'platforms: { gateway: 700 USD/month, evaluation: 450 USD/month }',
    'clusters:',
    `  a: { model: any, offer: ${pick(['kept', 'hourly'])}, gpus_per_replica: ${1 + below(2)}, utilization: ${60 + below(40)}%, throughput: { mixed: ${2 + below(4)}k tokens/s }, min_replicas: ${below(3)}, spare: ${below(2)}, platform: ${below(5)}00 USD/month${pick(['', ', platforms: [gateway]', ', platforms: [gateway, evaluation]'])} }`,
    `  b: { model: any, offer: hourly, gpus_per_replica: 1, utilization: 80%, throughput: { prefill: 9k tokens/s, decode: 2k tokens/s }, min_replicas: 1${hasFleet ? ', fleet: [kept, spot]' : ''}${may() ? ', platforms: [gateway]' : ''} }`,
  ];
  const plan = [
    ...(may() ? [`  budget: ${30 + below(90)}k USD/month`] : []),
    ...(may() ? [`  vendors: ${1 + below(3)}`] : []),
    ...(below(3) === 0 ? [`  largest_share: ${60 + below(40)}%`] : []),
    ...(may() ? [`  quotas: { hourly: ${2 + below(20)} GPU }`] : []),
    ...(below(3) === 0 ? ['  headcount: { ops: 1 FTE }'] : []),
    ...(below(4) === 0 ? ['  outlay: 25k USD'] : []),
    ...(below(4) === 0 ? ['  two_vendors: [w0]'] : []),
  ];
  if (below(3) === 0 && plan.length > 0) lines.push('plan:', ...plan);
  lines.push('workloads:');
  const profile = (): string => {
    const peak = 2 + below(6);
    return `[${Array.from({ length: 168 }, (_, hour) => (hour % 24 >= 8 && hour % 24 < 8 + peak ? 5 : 1)).join(', ')}]`;
  };
  for (let index = 0; index < workloads; index += 1) {
    const isHourly = may();
    const load = isHourly ? `hourly: ${profile()}` : `peak_to_average: ${1 + below(3)}`;
    lines.push(
      `  w${index}:`,
      `    volume: ${1 + below(hasAmounts ? 24 : 60)}00M tokens/month`,
      '    ratio: 3:1',
      `    load: { ${load}${hasFleet && below(3) > 0 ? `, can_wait: ${10 + below(60)}%` : ''}${may() ? `, active: ${300 + 100 * below(5)} hours/month` : ''} }`,
      `    failover: { uplift: ${below(2)}0%, standby: ${below(3)}0% }`,
      '    options:',
    );
    const all = [
      `      buy: { buy: ${pick(['acme/chat', 'acme/code'])}${may() ? ', failover: other' : ''}${below(4) === 0 ? ', monthly_minimum: 4k USD/month' : ''} }`,
      `      own: { build: ${pick(['a', 'b'])}, team: ops, setup: ${below(20)}k USD }`,
      `      other: { buy: globex/chat${may() ? `, mode: provisioned, headroom: 10%${may() ? ', reserved: { units: 3, rate: 1 USD/hour }' : ''}${hasAmounts && isHourly && below(3) > 0 ? ', spillover: true' : ''}` : ''} }`,
    ];
    lines.push(
      ...(options === 2 ? [all[0], pick([all[1], all[1], all[2]])] : all).filter(
        (line) => line !== undefined,
      ),
    );
    if (options === 2) {
      const last = lines.at(-1) ?? '';
      // What an option fails over to has to be there.
      if (!last.includes('other:'))
        lines[lines.length - 2] = (lines[lines.length - 2] ?? '').replace(', failover: other', '');
    }
    if (options === 3 && below(4) === 0)
      lines.push(`      both: { cascade: { small: own, large: buy, settled: ${50 + below(50)}% } }`);
    else if (options === 3 && isHourly && may())
      // Where amounts are not gone through, the size of a burst is stated.
      lines.push(
        hasAmounts
          ? '      burst: { hybrid: { base: own, overflow: buy } }'
          : `      burst: { hybrid: { base: own, overflow: buy, replicas: ${1 + below(3)} } }`,
      );
  }
  return lines.join('\n');
}

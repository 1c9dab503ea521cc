import { describe, expect, it } from 'vitest';
import {
  exclusionsOf,
  figureAt,
  modelOf,
  modelProblems,
  optionOf,
  statementOf,
  totalOf,
} from '../support/model.ts';

const source = 'source: { url: "https://a.example", retrieved: 2026-01-02 }';

const catalog = {
  'models.yaml': `- { id: big-llm, parameters: 70B, cache_bytes_per_token: 320000, context: 128k, licence: open, score: 80%, ${source} }
- { id: small-llm, parameters: 8B, context: 32k, licence: open, ${source} }`,
  'hardware.yaml': `- { id: h100-sxm, memory: 80 GB, bandwidth: 3350 GB/s, power: 700 W, ${source} }`,
  'throughput.yaml': `- { model: small-llm, gpu: h100-sxm, gpus: 1, precision: bf16, engine: vllm, input_length: 1000 tokens, output_length: 100 tokens, output: 1k tokens/s, kind: measured, ${source} }`,
};

/** 1M requests of 1,000 and 100 tokens, with one API and one cluster. */
function chat(
  constraints: string,
  more: { price?: string; offer?: string; api?: string; own?: string } = {},
): string {
  return `prices:
  - { id: acme/chat, input: 1 USD/Mtok, output: 2 USD/Mtok${more.price ?? ''} }
offers:
  - { id: rent, gpu: h100-sxm, hourly: 2 USD/hour${more.offer ?? ''} }
clusters:
  eu: { model: small-llm, offer: rent }
workloads:
  chat:
    volume: 1M requests/month
    tokens: { input: 1000, output: 100 }
    constraints: ${constraints}
    options:
      api: { buy: acme/chat${more.api ?? ''} }
      own: { build: eu${more.own ?? ''} }`;
}

const excluded = (constraints: string, more: Parameters<typeof chat>[1] = {}) => {
  const model = modelOf(chat(constraints, more), { catalog });
  return { api: exclusionsOf(model, 'api'), own: exclusionsOf(model, 'own') };
};

describe('constraints', () => {
  it('none exclude nothing', () => {
    expect(excluded('{}')).toEqual({ api: [], own: [] });
  });

  it('residency asks for a place that is stated, by the entry or by the option', () => {
    expect(excluded('{ residency: eu }')).toEqual({ api: ['residency'], own: ['residency'] });
    const inside = { price: ', residency: [us, eu]', offer: ', residency: eu' };
    expect(excluded('{ residency: eu }', inside)).toEqual({ api: [], own: [] });
    const elsewhere = { price: ', residency: global', offer: ', residency: us' };
    expect(excluded('{ residency: eu }', elsewhere)).toEqual({ api: ['residency'], own: ['residency'] });
    const contract = { api: ', residency: eu', own: ', residency: eu' };
    expect(excluded('{ residency: eu }', contract)).toEqual({ api: [], own: [] });
  });

  it('regulated payloads leave only under a contract that covers them', () => {
    expect(excluded('{ regulated: true }')).toEqual({ api: ['regulated'], own: [] });
    expect(excluded('{ regulated: true }', { api: ', regulated: true' })).toEqual({ api: [], own: [] });
    expect(excluded('{ regulated: true }', { api: ', regulated: false' })).toEqual({
      api: ['regulated'],
      own: [],
    });
  });

  it('a latency bound needs capacity of one’s own, built or provisioned', () => {
    expect(excluded('{ latency: dedicated }')).toEqual({ api: ['latency'], own: [] });
    const price =
      ', provisioned: { rate: 1 USD/unit/hour, tokens_per_minute: 3k tokens/minute, minimum_units: 1 units, increment: 1 units }';
    expect(excluded('{ latency: dedicated }', { price, api: ', mode: provisioned' })).toEqual({
      api: [],
      own: [],
    });
  });

  it('differentiated property cannot be bought', () => {
    expect(excluded('{ differentiated: true }')).toEqual({ api: ['differentiated'], own: [] });
  });

  it('a score that is too low or not known does not meet the one asked for', () => {
    expect(excluded('{ min_score: 0.8 }')).toEqual({ api: ['score'], own: ['score'] });
    const stated = { price: ', score: 79%', own: ', score: 80%' };
    expect(excluded('{ min_score: 0.8 }', stated)).toEqual({ api: ['score'], own: [] });
    expect(excluded('{ min_score: 0.8 }', { ...stated, api: ', score: 90%' })).toEqual({ api: [], own: [] });
    const open = { price: ', model: big-llm' };
    expect(excluded('{ min_score: 0.8 }', open)).toEqual({ api: [], own: ['score'] });
  });

  it('a cascade is judged by the score that is stated of it, and else by those of its parts', () => {
    const cascade = (score: string) => {
      const own = `, score: 90% }\n      both: { cascade: { small: api, large: own, settled: 70% }${score}`;
      return exclusionsOf(
        modelOf(chat('{ min_score: 0.8 }', { api: ', score: 71%', own }), { catalog }),
        'both',
      );
    };
    expect(cascade('')).toEqual(['score']);
    expect(cascade(', score: 86%')).toEqual([]);
    expect(cascade(', score: 79%')).toEqual(['score']);
  });

  it('a context that is too short or not known does not meet the one asked for', () => {
    expect(excluded('{ context: 32k }')).toEqual({ api: ['context'], own: [] });
    expect(excluded('{ context: 33k }', { price: ', context: 33k tokens' })).toEqual({
      api: [],
      own: ['context'],
    });
  });

  it('leave an option its figures, so that what they cost can be said', () => {
    const model = modelOf(chat('{ regulated: true, differentiated: true }'), { catalog });
    expect(exclusionsOf(model, 'api')).toEqual(['regulated', 'differentiated']);
    expect(totalOf(model, 'api').toFixed()).toBe('1200');
  });
});

describe('what is not known', () => {
  it('throughput: excluded with what to state, never a default', () => {
    const model = modelOf(chat('{}').replace('small-llm', 'big-llm'), { catalog });
    const option = optionOf(model, 'own');
    expect(option.statement).toBeNull();
    expect(option.exclusions).toEqual([
      {
        by: 'unknown-throughput',
        message: 'no measured throughput of big-llm on h100-sxm is in catalog test',
        remedy: "state 'throughput' in clusters.eu",
      },
    ]);
  });

  it('throughput at this size of replica: the sizes that were measured', () => {
    const model = modelOf(chat('{}').replace('offer: rent', 'offer: rent, gpus_per_replica: 3'), { catalog });
    expect(optionOf(model, 'own').exclusions).toEqual([
      {
        by: 'unknown-throughput',
        message: 'no measured throughput of small-llm on h100-sxm with 3 GPUs a replica is in catalog test',
        remedy:
          "measured on this GPU: { gpus_per_replica: 1, precision: bf16 }; say one of these, or state 'throughput' in clusters.eu",
      },
    ]);
  });

  it('a name: an error at its place, with what was meant', () => {
    const problemsOf = (from: string, to: string) =>
      modelProblems(chat('{}').replace(from, to), { catalog }).map(({ code, message, hint, span }) => [
        code,
        message,
        hint,
        span?.line,
      ]);
    expect(problemsOf('buy: acme/chat', 'buy: chat')).toEqual([
      [
        'model/unknown-name',
        "workloads.chat.options.api.buy: there is no price entry 'chat' in the scenario or in catalog test",
        "did you mean 'acme/chat'?",
        14,
      ],
    ]);
    expect(problemsOf('offer: rent', 'offer: lost')).toEqual([
      [
        'model/unknown-name',
        "clusters.eu.offer: there is no GPU offer 'lost' in the scenario or in catalog test",
        "state it under 'offers'",
        7,
      ],
    ]);
    expect(problemsOf('model: small-llm', 'model: small-lm')).toEqual([
      [
        'model/unknown-name',
        "clusters.eu.model: there is no model 'small-lm' in the scenario or in catalog test",
        "did you mean 'small-llm'?",
        7,
      ],
    ]);
    expect(problemsOf('gpu: h100-sxm', 'gpu: h100')).toEqual([
      [
        'model/unknown-name',
        "offers.rent.gpu: there is no GPU 'h100' in the scenario or in catalog test",
        "did you mean 'h100-sxm'?",
        5,
      ],
    ]);
  });

  it('the on-demand price while spot is gone', () => {
    const gone = modelOf(chat('{}', { offer: ', term: spot, interruption: { unavailable: 20% }' }), {
      catalog,
    });
    expect(exclusionsOf(gone, 'own')).toEqual(['unknown-price']);
    expect(optionOf(gone, 'own').statement).toBeNull();
  });

  it('a model and a GPU that the catalog does not know may be named where throughput and GPUs are stated', () => {
    const unknown = chat('{}').replace('small-llm', 'house-llm');
    expect(modelProblems(unknown, { catalog }).map(({ code }) => code)).toEqual(['model/unknown-name']);
    const rate = unknown.replace('offer: rent }', 'offer: rent, throughput: { mixed: 3k tokens/s } }');
    expect(exclusionsOf(modelOf(rate, { catalog }), 'own')).toEqual(['needs']);
    const both = unknown.replace(
      'offer: rent }',
      'offer: rent, gpus_per_replica: 2, throughput: { mixed: 3k tokens/s } }',
    );
    const model = modelOf(both, { catalog });
    expect(exclusionsOf(model, 'own')).toEqual([]);
    expect(optionOf(model, 'own').notes).toEqual(['memory not checked: house-llm is not in catalog test']);
  });
});

describe('memory', () => {
  const big = (cluster: string): string =>
    chat('{ context: 100k }').replace(
      'model: small-llm, offer: rent',
      `model: big-llm, offer: rent, throughput: { mixed: 1k tokens/s }${cluster}`,
    );

  it('a model that does not fit is an error that says how many GPUs would', () => {
    // 140 GB of weights at 16 bits and 100,000 · 320 kB = 32 GB of keys and values: three GPUs of 72 GB, so four.
    const [problem] = modelProblems(big(', gpus_per_replica: 2'), { catalog });
    expect(problem).toMatchObject({
      code: 'model/memory',
      severity: 'error',
      message:
        'clusters.eu: big-llm needs 172 GB (weights at bf16, and KV cache), which 2 × h100-sxm do not hold; 4 would',
      hint: "write 'gpus_per_replica: 4'",
      span: { file: 'test.yaml', line: 7 },
    });
  });

  it('the number is found where none is stated', () => {
    const model = modelOf(big(''), { catalog });
    expect(figureAt(model, 'workloads.chat.gpus_per_replica.eu')).toBe('4');
  });

  it('fewer bytes a weight need fewer', () => {
    // 70 + 32 GB at 8 bits; 35 + 32 at 4.
    expect(() => modelOf(big(', gpus_per_replica: 2, precision: fp8'), { catalog })).not.toThrow();
    expect(() => modelOf(big(', gpus_per_replica: 1, precision: int4'), { catalog })).not.toThrow();
    expect(() => modelOf(big(', gpus_per_replica: 1, precision: fp8'), { catalog })).toThrow(/2 would/u);
  });

  it('is checked by the longest request where no context is asked for', () => {
    const long = big(', gpus_per_replica: 2')
      .replace('context: 100k', '')
      .replace('input: 1000', 'input: 100k');
    expect(modelProblems(long, { catalog })[0]?.code).toBe('model/memory');
    const short = big(', gpus_per_replica: 2').replace('context: 100k', '');
    expect(() => modelOf(short, { catalog })).not.toThrow();
  });

  it('says where only the weights could be checked', () => {
    const model = modelOf(chat('{}'), { catalog });
    expect(optionOf(model, 'own').notes[0]).toBe(
      'memory checked for the weights only: the KV cache of small-llm is not in the catalog',
    );
    expect(statementOf(model, 'own').capacity).not.toBeNull();
  });
});

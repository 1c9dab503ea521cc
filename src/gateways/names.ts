import type { Endpoint } from './types.ts';

/**
 * Names for things that have one elsewhere: the same thing has the same name, and no two things share one. Workloads `a-b` and
 * `a.b` would otherwise become one environment variable, and one secret would go to both.
 */
export class Names {
  readonly #known = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #form: (text: string) => string;
  readonly #join: string;

  constructor(form: (text: string) => string, join: string) {
    this.#form = form;
    this.#join = join;
  }

  of(thing: string): string {
    const known = this.#known.get(thing);
    if (known !== undefined) return known;
    const base = this.#form(thing);
    let name = base;
    for (let count = 2; this.#taken.has(name); count += 1) name = `${base}${this.#join}${count}`;
    this.#known.set(thing, name);
    this.#taken.add(name);
    return name;
  }
}

/** Who answers: a vendor, or a cluster. One of each may have the same name, and they are two things all the same. */
export function answererOf(endpoint: Endpoint): string {
  return endpoint.kind === 'own' ? `${endpoint.cluster} ` : endpoint.channel;
}

/** Names of environment variables, without what they hold: `VLLM`, to which `_API_KEY` is added. */
export function environmentNames(): Names {
  return new Names((text) => {
    const name = text
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]+/gu, '_')
      .replaceAll(/^_+|_+$/gu, '');
    return /^[A-Z]/u.test(name) ? name : `X_${name}`;
  }, '_');
}

/** Names of Kubernetes: small letters, digits and dashes, with room for a number and an ending. */
export function kubernetesNames(): Names {
  return new Names((text) => {
    const name = text
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/gu, '-')
      .slice(0, 48)
      .replaceAll(/^-+|-+$/gu, '');
    return /^[a-z]/u.test(name) ? name : `x-${name}`.replace(/-+$/u, '');
  }, '-');
}

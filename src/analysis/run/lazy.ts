const state: unique symbol = Symbol('state');

/** Keys of results that are computed when they are asked for, each from a state that the result keeps unseen. */
export type LazyKeys<S, L> = PropertyDescriptorMap & { readonly [state]?: (state: S) => L };

/** The keys `L` as functions of the state. All objects share them, and with them their form: `get` in a literal makes a form for each. */
export function lazyKeys<S, L extends object>(compute: {
  readonly [K in keyof L]: (state: S) => L[K];
}): LazyKeys<S, L> {
  const keys: PropertyDescriptorMap = {};
  for (const name of Object.keys(compute) as (keyof L & string)[])
    keys[name] = {
      configurable: true,
      enumerable: true,
      get(this: { readonly [state]: S }): unknown {
        return compute[name](this[state]);
      },
    };
  return keys;
}

/** The object, with keys that are computed when they are asked for. */
export function withLazy<P extends object, S, L>(plain: P, from: S, keys: LazyKeys<S, L>): P & L {
  Object.defineProperty(plain, state, { value: from });
  return Object.defineProperties(plain, keys) as P & L;
}

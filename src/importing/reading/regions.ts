/** Where a cloud's region lies, as `residency` says it; undefined where its name does not tell. */
export function residencyOf(cloud: string, region: string): string | undefined {
  if (cloud === 'azure') return azure(region);
  if (region === 'europe-west2' || region === 'eu-west-2') return 'uk';
  if (region === 'europe-west6' || region === 'eu-central-2') return 'ch';
  const [area] = region.split('-');
  const areas: Record<string, string> = {
    us: 'us', eu: 'eu', europe: 'eu', ap: 'ap', asia: 'ap', australia: 'ap', ca: 'ca', northamerica: 'ca',
    sa: 'sa', southamerica: 'sa', me: 'me', af: 'af', africa: 'af', cn: 'cn',
  }; // prettier-ignore
  return area === undefined ? undefined : areas[area];
}

/** Azure names places: those in countries of the EU are its, Norway and Switzerland are their own. */
function azure(region: string): string | undefined {
  const rules: readonly (readonly [RegExp, string])[] = [
    [/^uk/u, 'uk'],
    [/^switzerland/u, 'ch'],
    [/^norway/u, 'no'],
    [/^(?:west|north)europe$|^(?:france|germany|italy|poland|spain|sweden)/u, 'eu'],
    [/us\d?$/u, 'us'],
    [/^canada/u, 'ca'],
    [/^brazil/u, 'sa'],
    [/^mexico/u, 'mx'],
    [/^(?:uae|qatar|israel)/u, 'me'],
    [/^southafrica/u, 'af'],
    [/india|japan|korea|australia|asia|indonesia|malaysia/u, 'ap'],
  ];
  return rules.find(([pattern]) => pattern.test(region))?.[1];
}

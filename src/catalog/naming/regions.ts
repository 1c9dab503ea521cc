import { nearest } from '../../diagnostics/index.ts';

/** Regions as catalogs name them, beyond the countries that stand for themselves. `global` is anywhere. */
const regions = ['eu', 'eea', 'us', 'uk', 'ch', 'no', 'ca', 'mx', 'sa', 'ap', 'me', 'af', 'cn', 'global'];

/** The region that a country, by its ISO 3166 code or its name, or a smaller region lies in. */
const liesIn = new Map<string, string>();
const names = new Map<string, string>();

function countries(region: string, list: string): void {
  for (const each of list.trim().split(/\s+/u)) {
    const [code = '', ...spelled] = each.split(':');
    liesIn.set(code, region);
    for (const name of spelled) names.set(name, code);
  }
}

// The 27 members of the European Union, then the European Economic Area around it.
countries(
  'eu',
  `at:austria be:belgium bg:bulgaria hr:croatia cy:cyprus cz:czechia:czech-republic dk:denmark ee:estonia fi:finland
   fr:france de:germany gr:greece hu:hungary ie:ireland it:italy lv:latvia lt:lithuania lu:luxembourg mt:malta
   nl:netherlands pl:poland pt:portugal ro:romania sk:slovakia si:slovenia es:spain se:sweden`,
);
countries('eea', 'eu no:norway is:iceland li:liechtenstein');
countries('sa', 'br:brazil cl:chile ar:argentina co:colombia pe:peru uy:uruguay');
countries(
  'ap',
  `jp:japan kr:south-korea:korea in:india sg:singapore au:australia nz:new-zealand hk:hong-kong tw:taiwan
   id:indonesia my:malaysia th:thailand ph:philippines vn:vietnam`,
);
// `sa` is South America here, so that Saudi Arabia has its three letters.
countries(
  'me',
  'ae:uae:united-arab-emirates qa:qatar il:israel bh:bahrain kw:kuwait sau:saudi-arabia tr:turkey',
);
countries('af', 'za:south-africa ng:nigeria ke:kenya eg:egypt ma:morocco');
for (const [name, region] of [
  ['gb', 'uk'],
  ['united-kingdom', 'uk'],
  ['great-britain', 'uk'],
  ['usa', 'us'],
  ['united-states', 'us'],
  ['switzerland', 'ch'],
  ['canada', 'ca'],
  ['mexico', 'mx'],
  ['china', 'cn'],
] as const)
  names.set(name, region);

/** The region or country of a text, `eu` of `EU` and `de` of `Germany`; undefined where it is none that is known. */
export function regionOf(text: string): string | undefined {
  const written = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/gu, '-');
  const code = names.get(written) ?? written;
  return regions.includes(code) || liesIn.has(code) ? code : undefined;
}

/** The region that was probably meant. */
export function nearestRegion(text: string): string | undefined {
  return nearest(text, [...names.keys(), ...regions, ...liesIn.keys()]);
}

/** Whether a place lies in a region or is it: Germany in the European Union, the EU in the EEA. */
export function isWithin(place: string, region: string): boolean {
  const wanted = regionOf(region) ?? region;
  for (let at: string | undefined = regionOf(place) ?? place; at !== undefined; at = liesIn.get(at))
    if (at === wanted) return true;
  return false;
}

/** Regions for a message. */
export const regionWords = 'a region such as eu, us, uk or ap, or a country such as de';

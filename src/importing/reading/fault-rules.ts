/** The rules of validation in the words of a report. */
const rules: Readonly<Record<string, string>> = {
  'catalog/too-dear': 'price above 700 USD/Mtok: a mistaken unit',
  'catalog/too-cheap': 'price below 0.0005 USD/Mtok: a mistaken unit',
  'catalog/cached-dearer': 'cached dearer than input',
  'catalog/inverted': 'output a tenth of input',
  'catalog/outlier': '100 times away from comparable entries',
  'catalog/batch': 'batch dearer than not',
  'catalog/cheaper-tier': 'tier cheaper than below it',
  'catalog/zero-price': 'a price of zero',
};

/** The words for a code of validation. */
export function ruleOf(code: string): string {
  return rules[code] ?? code;
}

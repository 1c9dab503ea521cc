/** GPUs of the newest listings, by the names that those use. */
const forms: Readonly<Record<string, string>> = {
  'a100-pcie-80': 'a100-80gb-pcie',
  'a100-sxm-80': 'a100-80gb',
  'a100-sxm-40': 'a100-40gb',
  'h100-sxm': 'h100-sxm',
  'h100-pcie': 'h100-pcie',
  h200: 'h200-sxm',
  b200: 'b200',
  b300: 'b300',
  gb200: 'gb200',
  gb300: 'gb300',
  l4: 'l4',
  l40s: 'l40s',
  mi300x: 'mi300x',
  mi325x: 'mi325x',
  mi355x: 'mi355x',
  'rtx-pro-6000': 'rtx-pro-6000',
  'rtx-pro-6000-server': 'rtx-pro-6000',
};

/** The GPU that a name says without doubt; undefined for one that exists in several forms, or has no data sheet here. */
export function gpuOfName(name: string): string | undefined {
  return Object.hasOwn(forms, name) ? forms[name] : undefined;
}

/** The forms that a name may mean which does not say its form. */
const open: Readonly<Record<string, readonly string[]>> = {
  h100: ['h100-sxm', 'h100-pcie'],
  a100: ['a100-80gb', 'a100-80gb-pcie'],
};

/**
 * The GPU that a vendor means by a name without a form. It is known where the vendor rents it by nodes of eight with one
 * board, where its older listing had one form only, or where the same listing has the other form under its full name.
 */
export function gpuOfVendor(
  name: string,
  vendor: {
    readonly nodeOfEight: boolean;
    readonly before: ReadonlySet<string>;
    readonly beside: ReadonlySet<string>;
  },
): string | undefined {
  const candidates = Object.hasOwn(open, name) ? (open[name] ?? []) : [];
  const [board] = candidates;
  const known = candidates.filter((each) => vendor.before.has(each));
  if (known.length === 1) return known[0];
  const unnamed = candidates.filter((each) => !vendor.beside.has(each));
  if (unnamed.length === 1) return unnamed[0];
  return vendor.nodeOfEight ? board : undefined;
}

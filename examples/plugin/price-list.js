// What is particular to this seller: which of its fields is which of ours, and in which unit.

/** Thousandths of a token price as text, so that no digit is lost: 0.0011 USD per 1,000 tokens are 1.1 USD per million. */
function perMillion(perThousand) {
  const [digits, power = '0'] = String(perThousand).toLowerCase().split('e');
  const [whole, fraction = ''] = digits.split('.');
  const shifted = Number(power) + 3 - fraction.length;
  const all = `${whole}${fraction}`;
  if (shifted >= 0) return `${BigInt(all) * 10n ** BigInt(shifted)}`;
  const padded = all.padStart(1 - shifted, '0');
  return `${BigInt(padded.slice(0, shifted))}.${padded.slice(shifted)}`.replace(/\.?0+$/u, '');
}

/**
 * The entries of a catalog that the price list gives, and the rows that give none, with the reason. Nothing is guessed: a
 * model without a price for tokens is reported and left out.
 */
export function readPriceList(list, retrieved) {
  const source = { url: list.address, retrieved };
  const entries = [];
  const reported = [];
  for (const model of list.models) {
    const { usd_per_1k_input: input, usd_per_1k_output: output } = model;
    if (input === undefined || output === undefined) {
      reported.push(`${model.name}: no price for tokens`);
      continue;
    }
    const row = {
      from: model.valid_from,
      recorded: list.published,
      input: `${perMillion(input)} USD/Mtok`,
      output: `${perMillion(output)} USD/Mtok`,
      kind: 'list',
      source,
    };
    entries.push({
      id: `${list.seller}/${model.name}`,
      channel: list.seller,
      currency: 'USD',
      context: `${model.context} tokens`,
      prices: [row],
    });
  }
  return { entries, reported };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quote, QuoteReading } from '../../../src/quotes/index.ts';
import { readQuotes } from '../../../src/quotes/reading/index.ts';

const reading: QuoteReading = {
  basis: null,
  decimal: null,
  machines: new Map([
    ['p5.48xlarge', { gpu: 'h100-sxm', gpus: 8 }],
    ['nd96isr-h100-v5', { gpu: 'h100-sxm', gpus: 8 }],
    ['a3-highgpu-8g', { gpu: 'h100-sxm', gpus: 8 }],
  ]),
  currency: 'USD',
  gpus: new Set(['h100-sxm', 'h100-pcie', 'h200-sxm', 'b200', 'l40s', 'a100-80gb', 'a100-80gb-pcie']),
  taken: new Set(),
};

function read(text: string, changes: Partial<QuoteReading> = {}) {
  return readQuotes([{ file: 'q.csv', text }], { ...reading, ...changes });
}

/** The only quote of a file; throws with what is wrong otherwise. */
function only(text: string, changes: Partial<QuoteReading> = {}): Quote {
  const { quotes, rejected } = read(text, changes);
  const [quote] = quotes;
  if (quote === undefined || quotes.length > 1 || rejected.length > 0)
    throw new Error(JSON.stringify({ rejected, quotes: quotes.length }));
  return quote;
}

function priceOf({ offer }: Quote): string {
  const [row] = offer.rows;
  const amount = row?.hourly ?? row?.monthly;
  return `${amount?.toFixed()} ${offer.currency}/GPU/${row?.hourly === null ? 'month' : 'hour'}`;
}

function problems(text: string, changes: Partial<QuoteReading> = {}): readonly string[] {
  return read(text, changes).rejected.map(({ span, message }) => `${span?.line}:${span?.column} ${message}`);
}

describe('a minimum term', () => {
  const quote = (term: string, minimum: string): Quote =>
    only(`gpu,node,$/GPU/hr,currency,term,minimum term\nH200,1,2,USD,${term},${minimum}`);

  it('of the length of the term says nothing more; a longer one is the term', () => {
    expect(quote('12 months', '12 months').notes).toEqual([]);
    expect(quote('12 months', '6 months').notes).toEqual([]);
    const longer = quote('12 months', '24 months');
    expect(longer.offer.termMonths?.toFixed()).toBe('24');
    expect(longer.notes).toEqual(['the minimum term of 24 months counts as its term']);
  });
});

describe('a price', () => {
  it.each([
    ['gpu,node,$/GPU/hr\nH200,8,2.49', '2.49 USD/GPU/hour'],
    ['gpu,node,$/hr\nH200,1,2.49', '2.49 USD/GPU/hour'],
    ['GPU Model,GPUs per node,USD per hour (node)\nH200,8,19.92', '2.49 USD/GPU/hour'],
    ['gpu,gpu_count,price_per_gpu_hour,currency\nH200,8,2.49,EUR', '2.49 EUR/GPU/hour'],
    ['gpu,node,price,unit\nH200,8,19.92,$/node/hr', '2.49 USD/GPU/hour'],
    ['gpu,node,price,per\nH200,8,2.49,GPU-hour', '2.49 USD/GPU/hour'],
    ['gpu,node,price\nH200,8,$2.49/GPUh', '2.49 USD/GPU/hour'],
    ['gpu,node,price\nH200,8,"2,49 € per GPU and hour"', '2.49 EUR/GPU/hour'],
    ['gpu,node,Hourly rate (£ per GPU)\nH200,8,2.10', '2.1 GBP/GPU/hour'],
    ['gpu,monthly,per,node\nH200,"14,541.60",node,8', '1817.7 USD/GPU/month'],
    ['gpu,node,EUR/GPU/month\nH200,8,1.817,70'.replace('1.817,70', '"1.817,70"'), '1817.7 EUR/GPU/month'],
    ['gpu,price,per\n8x H200,24,$/node/hour', '3 USD/GPU/hour'],
    ['gpu,$/year,per\nH200,12000,gpu', '1000 USD/GPU/month'],
  ])('%j is %s', (text, expected) => {
    expect(priceOf(only(text))).toBe(expected);
  });

  it('of a node with several GPUs has to say what it is per, or the command line does', () => {
    const text = 'gpu,node,$/hr\nH200,8,24';
    expect(problems(text)).toEqual(['2:8 $/hr: unclear whether the price is per GPU or per node of 8']);
    expect(priceOf(only(text, { basis: 'node' }))).toBe('3 USD/GPU/hour');
    expect(priceOf(only(text, { basis: 'gpu' }))).toBe('24 USD/GPU/hour');
  });

  it.each([
    ['gpu,price\nH200,2.49', 'unclear whether the price is per hour or per month'],
    ['gpu,$/GPU/hr\nH200,on request', "expected one amount, found 'on request'"],
    ['gpu,$/GPU/hr\nH200,2 to 3', "expected one amount, found '2 to 3'"],
    ['gpu,$/GPU/hr\nH200,2.49 8', "expected one amount, found '2.49 8'"],
    ['gpu,$/GPU/hr\nH200,-2.49', "expected an amount from 0 up, found '-2.49'"],
    ['gpu,$/GPU/hr\nH200,(2.49)', "expected an amount from 0 up, found '(2.49)'"],
    ['gpu,$/GPU/hr\nH200,0', 'a price of 0 is not a quote'],
    ['gpu,$/GPU/hr\nH200,1e400', "expected one amount, found '1e400'"],
    ['gpu,$/GPU/hr\nH200,NaN', "expected one amount, found 'NaN'"],
    ['gpu,$/GPU/hr\nH200,2.5k', 'expected a plain amount such as 2.49'],
    ['gpu,$/GPU/hr\nH200,1.2.3', 'expected a plain amount such as 2.49'],
    ['gpu,$/GPU/hr\nH200,', 'the row has no price'],
    ['gpu,$/GPU/hr\nH200,€2', 'is per EUR in one place and per USD in another'],
    ['gpu,$/GPU/hr,currency\nH200,2,CAD', 'is per CAD in one place and per USD in another'],
    ['gpu,$/GPU/hr\nH200,2 per month', 'is per month in one place and per hour in another'],
    ['gpu,price,per\nH200,¥20,GPU hour', "'¥' is not a price unit"],
    ['gpu,$/GPU/hr\n,2', 'the row names no GPU'],
    ['gpu,$/node/hr\nH200,24', 'the price is per node, but the number of GPUs in a node is missing'],
    ['gpu,node,$/GPU/hr\n4x H200,8,2', 'names 4 GPUs, but its column says that the node has 8'],
    ['gpu,node,$/GPU/hr\nH200,0,2', 'expected a whole number from 1 up'],
    ['gpu,node,$/GPU/hr,$/node/hr\nH200,8,2,24', '24 USD/node/hour is not the same as 2 USD/GPU/hour'],
  ])('%j is refused: %s', (text, expected) => {
    const found = problems(text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it('says in which cell it is wrong, through quotes and line breaks', () => {
    const text =
      '\ufeffvendor;gpu;$/GPU/hr;note\r\n"A ""x""";H200;2.49;"two\r\nlines; one"\r\n\r\n# a comment\r\nB; H200 ; "nothing" ;x\r\n';
    const { quotes, rejected } = read(text);
    expect(quotes.map(({ vendor }) => vendor)).toEqual(['A "x"']);
    expect(rejected.map(({ span }) => span)).toEqual([{ file: 'q.csv', line: 6, column: 12, length: 7 }]);
    expect(text.split('\r\n')[5]?.slice(11, 18)).toBe('nothing');
  });
});

describe('decimal marks of a file divided by semicolons', () => {
  const semicolons = 'gpu;$/GPU/month\nH200;2,100';

  it('are not guessed where nothing shows them', () => {
    expect(problems(semicolons)[0]).toContain("'2,100' can be read as 2100 and as 2.100");
  });

  it('can be said', () => {
    expect(priceOf(only(semicolons, { decimal: 'comma' }))).toBe('2.1 USD/GPU/month');
    expect(priceOf(only(semicolons, { decimal: 'point' }))).toBe('2100 USD/GPU/month');
  });

  it("are read in a file that Excel's own first line names the separator of", () => {
    const { quotes, rejected } = read('sep=;\r\ngpu;EUR/GPU/hour\r\nH200;2,45\r\nH200;x');
    expect(quotes.map(priceOf)).toEqual(['2.45 EUR/GPU/hour']);
    expect(rejected.map(({ span }) => span?.line)).toEqual([4]);
  });
});

describe('a count of GPUs', () => {
  it.each([
    'Qty',
    'Quantity',
    'Size',
    '# GPUs',
    'GPU Qty',
    'qty of gpus',
    'No. of GPUs',
    'GPUs/Node',
    'Cards per server',
  ])('is called %s', (name) => {
    const text = `gpu,${name},$/hr\nH200,8,24`;
    expect(problems(text)).toEqual([expect.stringContaining('per GPU or per node of 8')]);
    expect(priceOf(only(text, { basis: 'node' }))).toBe('3 USD/GPU/hour');
  });
});

describe('a machine of a large cloud', () => {
  it.each(['p5.48xlarge', 'P5.48XLARGE', 'Standard_ND96isr_H100_v5', 'ND96isr H100 v5', 'a3-highgpu-8g'])(
    '%s is the 8 GPUs in it',
    (name) => {
      const { offer } = only(`gpu,$/node/hr\n${name},55.04`);
      expect([offer.gpu, offer.node.toFixed(), offer.rows[0]?.hourly?.toFixed()]).toEqual([
        'h100-sxm',
        '8',
        '6.88',
      ]);
    },
  );
});

describe('what stands in place of a price', () => {
  it.each(['contact us', 'Call for pricing', 'auf Anfrage', 'POA', '-', 'n/a', ''])(
    '%j costs that price and no other',
    (word) => {
      const { quotes, rejected } = read(
        `gpu,node,on-demand $/GPU/hr,1yr $/GPU/hr,3yr $/GPU/hr\nH200,8,2.99,2.49,${word}`,
      );
      expect(rejected).toEqual([]);
      expect(quotes.map(({ offer }) => offer.rows[0]?.hourly?.toFixed())).toEqual(['2.99', '2.49']);
    },
  );
});

describe('a day', () => {
  it.each([
    ['2026-12-31', '2026-12-31'],
    ['2026-12-31 00:00:00', '2026-12-31'],
    ['31.12.2026', '2026-12-31'],
    ['12/31/2026', '2026-12-31'],
    // Excel counts days: 2026-01-01 is 46023, and 364 days later is the last of the year.
    ['46387', '2026-12-31'],
  ])('%s is %s', (written, day) => {
    expect(only(`gpu,$/GPU/hr,valid until\nH200,2,${written}`).validUntil).toBe(day);
  });

  it('whose day and month could be either is not guessed', () => {
    expect(problems('gpu,$/GPU/hr,valid until\nH200,2,03/04/2026')[0]).toContain(
      'expected a date such as 2026-11-01',
    );
  });
});

describe('decimal marks', () => {
  const amounts = (...texts: readonly string[]): readonly (string | undefined)[] => {
    const rows = texts.map((text) => `H200,"${text}"`).join('\n');
    const { quotes, rejected } = read(`gpu,$/GPU/hr\n${rows}`);
    const found = new Map(quotes.map(({ span, offer }) => [span.line, offer.rows[0]?.hourly?.toFixed()]));
    expect(quotes.length + rejected.length).toBe(texts.length);
    return texts.map((_, index) => found.get(index + 2));
  };

  it.each([
    [['3,10'], ['3.1']],
    [['3.10'], ['3.1']],
    [['1,234.50'], ['1234.5']],
    [['1.234,50'], ['1234.5']],
    [['1 234,50'], ['1234.5']],
    [["1'234.50"], ['1234.5']],
    [['1,234,567'], ['1234567']],
    [['0,125'], ['0.125']],
    // Three digits after a comma are thousands where nothing says otherwise: the fields are divided by commas.
    [['2,100'], ['2100']],
    [
      ['2,100', '2.49'],
      ['2100', '2.49'],
    ],
    [
      ['2,100', '2,49'],
      ['2.1', '2.49'],
    ],
    [['2.100'], ['2.1']],
    [
      ['2.100', '2,49'],
      ['2100', '2.49'],
    ],
    [
      ['2,100', '2,49', '2.49'],
      [undefined, '2.49', '2.49'],
    ],
  ])('%j are %j', (texts, expected) => {
    expect(amounts(...texts)).toEqual(expected);
  });
});

describe('a term', () => {
  const termOf = (term: string, header = 'term'): string | undefined => {
    const { quotes } = read(`gpu,$/GPU/hr,${header}\nH200,2,${term}`);
    const offer = quotes[0]?.offer;
    return offer === undefined ? undefined : `${offer.term} ${offer.termMonths?.toFixed() ?? ''}`.trim();
  };

  it.each([
    ['1yr', 'reserved 12'],
    ['1 Year', 'reserved 12'],
    ['12 months', 'reserved 12'],
    ['12mo', 'reserved 12'],
    ['36m', 'reserved 36'],
    ['3Y reserved', 'reserved 36'],
    ['reserved (1-year)', 'reserved 12'],
    ['annual', 'reserved 12'],
    ['on-demand', 'on-demand'],
    ['On Demand', 'on-demand'],
    ['PAYG', 'on-demand'],
    ['Spot', 'spot'],
    ['preemptible', 'spot'],
    ['', 'on-demand'],
    ['n/a', 'on-demand'],
  ])('%j is %s', (text, expected) => {
    expect(termOf(text)).toBe(expected);
  });

  it('as a bare number needs a header that says of what', () => {
    expect(termOf('12', 'term_months')).toBe('reserved 12');
    expect(termOf('3', 'Commitment (years)')).toBe('reserved 36');
    expect(problems('gpu,$/GPU/hr,term\nH200,2,12')[0]).toContain("found '12'");
    expect(problems('gpu,$/GPU/hr,term\nH200,2,a while')[0]).toContain(
      'expected on-demand, spot or a length',
    );
  });

  it('may be in the header of a price, one quote for each', () => {
    const { quotes } = read(
      'vendor,gpu,node,on-demand $/GPU/hr,1yr $/GPU/hr,spot_price_per_gpu_hour_usd\nA,H200,8,3,2,1.5\nB,H200,8,3,-,',
    );
    expect(quotes.map(({ offer }) => offer.id)).toEqual([
      'A-h200-sxm-on-demand',
      'A-h200-sxm-12-months',
      'A-h200-sxm-spot',
      'B-h200-sxm-on-demand',
    ]);
    expect(quotes.map(priceOf)).toEqual(['3', '2', '1.5', '3'].map((amount) => `${amount} USD/GPU/hour`));
  });

  it('that is shorter than the minimum is the minimum', () => {
    const quote = only('gpu,$/GPU/hr,term,minimum term\nH200,2,on-demand,3 months');
    expect(quote.offer).toMatchObject({ term: 'reserved', switchOff: false });
    expect(quote.offer.termMonths?.toFixed()).toBe('3');
    expect(quote.notes).toEqual(['the minimum term of 3 months counts as its term']);
    expect(only('gpu,$/GPU/hr,term,minimum term\nH200,2,1yr,3 months').offer.termMonths?.toFixed()).toBe(
      '12',
    );
  });
});

describe('files as vendors send them', () => {
  it.each([
    // Counts of GPUs under any usual name.
    ['Vendor,GPU Model,# of GPUs,$/node/hr\nA,H200,8,24', '3 USD/GPU/hour'],
    ['Vendor,GPU,No. of GPUs,$/node/hr\nA,H200,8,24', '3 USD/GPU/hour'],
    // A lease: Qty counts servers, since the name says how many GPUs one has.
    ['Lessor,Equipment,Qty,Monthly payment (USD)\nDell,8x H200 SXM server,2,"$9,800 per server"', '1225 USD/GPU/month'],
    // A DGX has eight GPUs: a quantity of 1 makes it no node of one.
    ['Lessor,Equipment,Qty,Monthly payment (USD)\nHPE,DGX H200,1,"$14,250.00 per system"', '1781.25 USD/GPU/month'],
    ['vendor,gpu,$/node/hr\nA,DGX H200,24', '3 USD/GPU/hour'],
    // German headings below a title, with Excel's separator line.
    ['sep=;\nAngebot 4711;;;;\nInstanztyp;Preis pro Stunde;Währung;Laufzeit;Gültig bis\np5.48xlarge;31,44;EUR;1 Jahr;31.12.2026', '3.93 EUR/GPU/hour'],
  ])('%j: %s', (text, price) => {
    expect(priceOf(only(text))).toBe(price);
  }); // prettier-ignore

  it('names of terms and days in German are read', () => {
    const text = 'Anbieter;GPU;Anzahl GPUs;€ je GPU und Stunde;Laufzeit;Gültig bis\nA;H200;8;2,50;36 Monate;31.12.2026';
    const { offer, validUntil, vendor } = only(text);
    expect([offer.termMonths?.toFixed(), validUntil, vendor, offer.node.toFixed()]).toEqual(['36', '2026-12-31', 'A', '8']);
  }); // prettier-ignore
});

describe('what is paid beside', () => {
  it('at the start is per GPU, as its header, its cell or else the price says', () => {
    const upfront = (text: string): string | undefined => only(text).offer.rows[0]?.upfront?.toFixed();
    expect(upfront('gpu,node,$/node/hr,term,upfront\nH200,8,24,1yr,"8,000.00"')).toBe('1000');
    expect(upfront('gpu,node,$/GPU/hr,term,upfront\nH200,8,3,1yr,1000')).toBe('1000');
    expect(upfront('gpu,node,$/GPU/hr,term,upfront ($/node)\nH200,8,3,1yr,8000')).toBe('1000');
    expect(upfront('gpu,node,$/node/hr,term,upfront\nH200,8,24,1yr,$1000 per GPU')).toBe('1000');
  });

  it.each([
    ['gpu,$/GPU/hr,upfront\nH200,2,1000', 'an upfront payment needs a term to be spread over'],
    ['gpu,$/GPU/hr,term,upfront\nH200,2,1yr,€1000', 'it is in EUR, the price in USD'],
    ['gpu,$/GPU/hr,term,upfront\nH200,2,1yr,25%', "expected a plain amount such as 2.49, found '25%'"],
    ['gpu,$/GPU/hr,valid until\nH200,2,03/04/2026', 'expected a date such as 2026-11-01'],
    ['gpu,$/GPU/hr,min gpus\nH200,2,many', 'expected a whole number from 1 up'],
  ])('%j is refused: %s', (text, expected) => {
    expect(problems(text)[0]).toContain(expected);
  });

  it('for egress is per GB or per month', () => {
    const egress = (text: string) => only(text).egress;
    expect(egress('gpu,$/GPU/hr,egress $/GB\nH200,2,0.09')).toMatchObject({ per: 'GB' });
    expect(egress('gpu,$/GPU/hr,egress\nH200,2,$90/TB')?.amount.toFixed()).toBe('0.09');
    expect(egress('gpu,$/GPU/hr,egress_per_month\nH200,2,250')).toMatchObject({ per: 'month' });
    expect(egress('gpu,$/GPU/hr,egress\nH200,2,included')).toBeNull();
    // What traffic costs is no reason to lose the quote.
    const unclear = only('gpu,$/GPU/hr,egress\nH200,2,0.09');
    expect(unclear.egress).toBeNull();
    expect(unclear.notes.join()).toContain(
      "egress at '0.09' is not counted: unclear whether per GB or per month",
    );
  });

  it('by a minimum is in GPUs', () => {
    expect(only('gpu,node,$/GPU/hr,min nodes\nH200,8,2,4').offer.minimum?.toFixed()).toBe('32');
    expect(only('gpu,node,$/GPU/hr,minimum gpus\nH200,8,2,16 GPUs').offer.minimum?.toFixed()).toBe('16');
    expect(only('gpu,node,$/GPU/hr\nH200,8,2').offer.minimum).toBeUndefined();
  });
});

describe('a GPU', () => {
  it.each([
    ['H100 SXM5 80GB', 'h100-sxm'],
    ['NVIDIA H100 PCIe', 'h100-pcie'],
    ['h100-sxm', 'h100-sxm'],
    ['8 x H200', 'h200-sxm'],
    ['A100 80GB', 'a100-80gb'],
    // Which of the two is not said, and a factor lies between them.
    ['H100', 'h100'],
    ['MI300X', 'mi300x'],
  ])('%j is %s', (name, id) => {
    expect(only(`gpu,$/GPU/hr\n${name},2`).offer.gpu).toBe(id);
  });

  it('is told apart by a column of its form', () => {
    expect(only('gpu,interconnect,$/GPU/hr\nH100,SXM5,2').offer.gpu).toBe('h100-sxm');
  });
});

describe('a file', () => {
  it.each([',', ';', '\t', '|'])('may be divided by %j', (mark) => {
    const text = `vendor${mark}gpu${mark}$/GPU/hr\nA${mark}"H200"${mark}2.49\n`;
    expect(priceOf(only(text))).toBe('2.49 USD/GPU/hour');
  });

  it('goes on after a wrong row, and names columns that are not read', () => {
    const { quotes, rejected, warnings } = read(
      'vendor,gpu,$/GPU/hr,colour\nA,H200,x,\nB,H200,2,red\nC,H200,3,1,4\nD,H200,4\n',
    );
    expect(quotes.map(({ vendor }) => vendor)).toEqual(['B', 'D']);
    expect(rejected.map(({ span }) => span?.line)).toEqual([2, 4]);
    expect(warnings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "quotes/unread-column the column 'colour' is not recognized and is ignored",
    ]);
  });

  it('keeps what stands before a quotation mark that is never closed', () => {
    const { quotes, rejected } = read('gpu,$/GPU/hr\nH200,2\nH200,"3\nH200,4\n');
    expect(quotes).toHaveLength(1);
    expect(rejected.map(({ span, message }) => `${span?.line} ${message}`)).toEqual([
      '3 a quotation mark is not closed: nothing is read from here on',
    ]);
  });

  it.each([
    ['', 'the file is empty'],
    ['vendor,price\nA,2', 'no column names the GPU'],
    ['vendor,gpu\nA,H200', 'no column has a price'],
    ['gpu,accelerator,$/hr\nH200,H200,2', "the columns 'gpu' and 'accelerator' mean the same"],
    [`gpu,$/hr\n${'H200,2\n'.repeat(2_001)}`, 'more than 2000 rows'],
  ])('%j is refused: %s', (text, expected) => {
    const { quotes, rejected } = read(text);
    expect(quotes).toEqual([]);
    expect(rejected[0]?.message).toContain(expected);
  });

  it('costs no other file', () => {
    const { quotes, rejected } = readQuotes(
      [
        { file: 'bad.csv', text: 'x,y\n1,2' },
        { file: 'good.csv', text: 'gpu,$/GPU/hr\nH200,2' },
      ],
      reading,
    );
    expect(quotes).toHaveLength(1);
    expect(rejected.every(({ span }) => span?.file === 'bad.csv')).toBe(true);
  });

  it('gives each quote an id of its own', () => {
    const { quotes } = read('id,gpu,$/GPU/hr\nx,H200,2\nx,H200,3\n=cmd(),H200,3\n,H200,3', {
      taken: new Set(['x']),
    });
    expect(quotes.map(({ offer }) => offer.id)).toEqual(['x-2', 'x-3', 'cmd', 'quote-h200-sxm-on-demand']);
  });

  it('of any text is read or refused, never thrown at', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        'H200',
        '8x B200',
        '2.49',
        '$3/hr',
        '1,234',
        '1yr',
        '"',
        'gpu',
        '$/GPU/hr',
        '__proto__',
        '¥',
        '\u0000',
      ),
    );
    const text = fc
      .array(
        fc.array(cell, { maxLength: 5 }).map((cells) => cells.join(',')),
        { maxLength: 6 },
      )
      .map((lines) => `gpu,$/GPU/hr,term\n${lines.join('\n')}`);
    fc.assert(
      fc.property(text, (csv) => {
        const { quotes, rejected } = read(csv);
        for (const { offer } of quotes) {
          expect(offer.rows[0]?.hourly?.isFinite()).toBe(true);
          expect(offer.id).toMatch(/^[A-Za-z0-9]/u);
        }
        expect(new Set(quotes.map(({ offer }) => offer.id)).size).toBe(quotes.length);
        expect(rejected.every(({ span }) => span !== undefined)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('tax', () => {
  it.each([
    'EUR/GPU/hr incl VAT',
    'EUR/GPU/hr VAT',
    '$/GPU/hr gross',
    'price_per_gpu_hour with tax',
    'EUR/GPU/h brutto',
    'EUR/GPU/h inkl. MwSt',
  ])('an amount in a column called %s is not read as one before tax', (title) => {
    const { quotes, warnings } = read(`vendor,gpu,node,${title}\nA,H100 SXM,8,2.50\n`);
    expect(quotes).toEqual([]);
    expect(warnings.map(({ hint }) => hint).join(' ')).toContain('quotes are compared before tax');
  });

  it.each(['$/GPU/hr excl VAT', '$/GPU/hr net', '$/GPU/hr before tax', '$/GPU/hr'])(
    'one called %s is',
    (title) => {
      expect(only(`vendor,gpu,node,${title}\nA,H100 SXM,8,2.50\n`).quoted).toContain('2.5');
    },
  );

  it('a column of tax rates changes no price, and says so', () => {
    const { quotes, warnings } = read('vendor,gpu,node,$/GPU/hr,VAT\nA,H100 SXM,8,2.50,19%\n');
    expect(quotes).toHaveLength(1);
    expect(warnings.map(({ hint }) => hint).join(' ')).toContain('a column of tax rates changes no price');
  });
});

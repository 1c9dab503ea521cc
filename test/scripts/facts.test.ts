import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { peopleFacts } from '../../scripts/build-catalog/facts/people.ts';
import { placeFacts } from '../../scripts/build-catalog/facts/places.ts';
import { platformFacts, serviceFacts, trendFacts } from '../../scripts/build-catalog/facts/vendors.ts';

let folder = '';
const write = (file: string, ...lines: readonly string[]): void =>
  writeFileSync(join(folder, 'field', file), `${lines.join('\n')}\n`);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'facts-'));
  mkdirSync(join(folder, 'field'));
  write(
    'f1-salaries.csv',
    'region,role,value,as_of,evidence,source_url',
    'US,"employer cost multiple, all private industry",1.429,2026-06,B,https://bls.example',
    'EU 27,non-wage share of labour cost,24.8,2025,B,https://eu.example',
  );
  write(
    'f2-wages-official.csv',
    'region,role,currency,annual_mean,annual_median,annual_p10,annual_p90,reference,evidence,source_url',
    '"US, Atlanta",Software developers,USD,135870,132960,83400,178330,May 2025,A,https://bls.example',
    'Finland,Software developers,EUR,63792,61656,42252,,2024,A,https://stat.example table 5',
    'United Kingdom,Programmers and software development professionals,GBP,62387,55587,30752,101172,2025,A,https://ons.example',
    'United Kingdom,Cyber security professionals,GBP,59569,54816,32302,,2025,A,https://ons.example',
    'city: Berlin,"Software engineer, TOTAL compensation",USD,,104269,,,2026,C,https://crowd.example',
  );
  write(
    'b2-power-colo-electricity.csv',
    'item,region,value,as_of,evidence,source_url',
    '"electricity, non-household, band IC 500-1,999 MWh/y, excl. VAT",EL,17.4,2025-S2,A,https://eu.example',
    'PUE,Europe,1.5,2025-07,C,https://uptime.example',
  );
  write(
    'e1-platform-prices.csv',
    'layer,vendor,plan,price,currency,unit,included,overage,as_of,evidence,source_url',
    'serverless,aws api gateway,HTTP API,1.0,USD,million requests,,0.90 beyond 300M,2026-09-21,B,https://aws.example',
    'gateway,openrouter,standard,5.5 %,USD,of spend,,,2026-09-19,B,https://or.example',
    'gateway,litellm,enterprise,"custom (2,500 a month as planning figure)",USD,month,,,2026-08-15,B,https://l.example',
  );
  write(
    'd2-multipliers-commitments.csv',
    'vendor,mechanism,applies_to,value,unit,stacks_with,as_of,evidence,source_url',
    'anthropic,batch,input and output,0.5,x list,stacks with cache,2026-10-09,B,https://a.example',
    'aws,Compute Savings Plan,on-demand,up to 0.66,discount,,2026-08-21,C,https://aws.example',
    'anthropic,priority tier,,not sold any more,,,2026-10-09,B,https://a.example',
  );
  write(
    'g2-price-decline.csv',
    'series,kind,points,first,last,yearly_change_fit,residual_log_sd,evidence,source_url',
    'H100 on-demand provider median,computed from g3,52,2025-10-06,2026-09-28,+13.4%,0.034,D ours,https://g.example',
    'fixed capability,published study,,,2026-02-16,,,B,https://e.example',
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

const shown = (entries: ReturnType<typeof peopleFacts>): readonly string[] =>
  entries.map(({ id, value, low, high }) =>
    [id, value, low, high].flatMap((each) => (typeof each === 'string' ? [each] : [])).join(' | '),
  );

test("people cost their official wage times the employer's multiple; without one only the wage is known", () => {
  // 135,870 x 1.429 = 194,158; 63,792 / (1 - 0.248) with the multiple at three places, 1.330 = 84,843
  expect(shown(peopleFacts(folder))).toEqual([
    'people/us/atlanta | 194158 USD/year | 119179 USD/year | 254834 USD/year',
    'people/fi | 84843 USD/year | 56195 USD/year'.replaceAll('USD', 'EUR'),
    'wages/uk | 62387 GBP/year | 30752 GBP/year | 101172 GBP/year',
  ]);
  const [atlanta] = peopleFacts(folder);
  expect(atlanta).toMatchObject({ kind: 'estimated', source: { grade: 'D', note: 'mean wage 135870 x 1.429; of May 2025' } }); // prettier-ignore
});

test('cents are parts of a currency, requests are single, a ceiling says so, words are no figures', () => {
  expect(shown(placeFacts(folder))).toEqual(['electricity/gr | 0.174 EUR/kWh', 'data-center/eu | 1.5']);
  expect(shown(platformFacts(folder))).toEqual(['aws-api-gateway/http-api | 0.000001 USD/request']);
  expect(shown(serviceFacts(folder))).toEqual(['anthropic/batch | 0.5', 'aws/compute-savings-plan | 0.66']);
  expect(serviceFacts(folder).map(({ source }) => (source as { note?: string }).note)).toEqual([
    'stacking: stacks with cache', 'a ceiling',
  ]); // prettier-ignore
  expect(shown(trendFacts(folder))).toEqual(['price-trend/h100-on-demand-provider-median | 0.134 1/year']);
});

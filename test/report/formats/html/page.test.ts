import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { runModel } from '../../../../src/analysis/index.ts';
import { readModel } from '../../../../src/library/index.ts';
import { render } from '../../../../src/report/index.ts';
import { unpacked } from '../../../../src/report/formats/html/packed-data.ts';
import { hostileResult } from '../../fixtures/variants.ts';
import { supportDesk } from '../../fixtures/results.ts';

const quickStart = readModel('quick-start');

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}

/** The tags of a page, without what is in them. */
function tagsOf(page: string): readonly string[] {
  return [...page.matchAll(/<(\/?[a-z][a-z0-9]*)/gu)].map(([, name = '']) => name);
}

describe('a page', () => {
  test('allows nothing but its own style and script, by their digests', async () => {
    const model = await quickStart;
    if (!model.ok) throw new Error('the bundled scenario is broken');
    const { body } = await render(runModel(model.value), {
      format: 'html',
      model: model.value,
      pageScript: { text: 'start();', digest: digestOf('start();') },
    });
    const policy = /Content-Security-Policy" content="([^"]*)"/u.exec(String(body))?.[1] ?? '';
    expect(policy.split('; ').map((each) => each.replace(/'sha256-[^']{44}'/u, 'DIGEST'))).toEqual([
      "default-src 'none'",
      'style-src DIGEST',
      'script-src DIGEST',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    const [, style = ''] = /<style>([^<]*)<\/style>/u.exec(String(body)) ?? [];
    expect(policy).toContain(digestOf(style));
    expect(policy).toContain(digestOf('start();'));
    expect(String(body)).not.toMatch(/ style="| on[a-z]+="|<link|<img|<iframe|javascript:/u);
  });

  test('without a model or its program is a report without a script', async () => {
    const { body } = await render(supportDesk, { format: 'html' });
    expect(tagsOf(String(body))).not.toContain('script');
    expect(String(body)).toContain('class="headline"');
  });

  test('keeps markup, style and script in any name as text', async () => {
    for (const name of [
      '<script>alert(1)</script>',
      '</style><img src=x onerror=alert(1)>',
      '"><svg onload=alert(1)>',
      "' autofocus onfocus=x",
      '</title>',
      '<!--',
      '=1+1',
    ]) {
      const named = (text: string) => JSON.parse(JSON.stringify(text)) as string;
      const result = { ...hostileResult, scenario: { name: named(name), digest: 'sha256:00' } };
      const plain = { ...hostileResult, scenario: { name: 'plain', digest: 'sha256:00' } };
      const [page, other] = await Promise.all(
        [result, plain].map(async (each) => String((await render(each, { format: 'html' })).body)),
      );
      expect(tagsOf(page ?? '')).toEqual(tagsOf(other ?? ''));
      expect(page).not.toContain('alert(1)</script>');
    }
    const { body } = await render(hostileResult, { format: 'html' });
    expect(String(body)).not.toMatch(/<(?:script|img|svg o)/u);
  });

  test('holds names within its data so that none can end it', async () => {
    const model = await quickStart;
    if (!model.ok) throw new Error('the bundled scenario is broken');
    const workloads = model.value.workloads.map((each) => ({
      ...each,
      id: '</script><script>alert(1)</script>',
    }));
    const { body } = await render(runModel(model.value), {
      format: 'html',
      model: { ...model.value, workloads },
      pageScript: { text: 'start();', digest: digestOf('start();') },
    });
    expect(tagsOf(String(body)).filter((tag) => tag === 'script')).toHaveLength(2);
    const [, data = ''] = /id="data">([^<]*)</u.exec(String(body)) ?? [];
    expect(data).toMatch(/^[\w+/]+=*$/u);
    expect(unpacked(data).workloads.map(({ id }) => id)).toEqual(workloads.map(({ id }) => id));
  });
});

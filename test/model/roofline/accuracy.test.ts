import { describe, expect, it } from 'vitest';
import { rooflineAccuracy } from '../../../src/model/roofline/index.ts';
import { bundledCatalog } from '../../catalog/bundled-catalog.ts';
import { throughputPage } from './page.ts';

describe('estimates for models that were never fitted', () => {
  it('lie within their 80 % interval as often as it says, and the page docs/throughput.md says how far they are off', async () => {
    const found = rooflineAccuracy(bundledCatalog);
    // The catalog of 2026-12: 556 measurements of 20 geometries.
    expect(found.measurements).toBeGreaterThan(500);
    expect(found.families).toBeGreaterThanOrEqual(20);
    expect(found.coverage).toBeGreaterThanOrEqual(0.75);
    expect(found.coverage).toBeLessThanOrEqual(0.85);
    await expect(throughputPage(bundledCatalog.version, found)).toMatchFileSnapshot(
      '../../../docs/throughput.md',
    );
  }, 120_000);
});

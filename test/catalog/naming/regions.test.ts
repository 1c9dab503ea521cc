import { describe, expect, test } from 'vitest';
import { isWithin, nearestRegion, regionOf } from '../../../src/catalog/index.ts';

describe('regions', () => {
  test.each([
    ['eu', 'eu'],
    ['EU', 'eu'],
    ['Germany', 'de'],
    ['France', 'fr'],
    ['United Kingdom', 'uk'],
    ['GB', 'uk'],
    ['Saudi Arabia', 'sau'],
    ['mars', undefined],
    ['', undefined],
  ])('%s is %s', (text, expected) => {
    expect(regionOf(text)).toBe(expected);
  });

  test.each([
    ['de', 'eu', true],
    ['France', 'EU', true],
    ['eu', 'eea', true],
    ['no', 'eea', true],
    ['no', 'eu', false],
    ['uk', 'eu', false],
    ['gb', 'uk', true],
    ['eu', 'de', false],
    ['us', 'eu', false],
    ['global', 'eu', false],
    ['of-its-own', 'of-its-own', true],
  ])('whether %s lies in %s', (place, region, expected) => {
    expect(isWithin(place, region)).toBe(expected);
  });

  test('a slip of the pen is understood', () => {
    expect(nearestRegion('germny')).toBe('germany');
  });
});

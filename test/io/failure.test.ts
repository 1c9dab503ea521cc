import { describe, expect, it } from 'vitest';
import { failedFile } from '../../src/io/failure.ts';

describe('failedFile', () => {
  it('says what the operating system means', () => {
    const refused = Object.assign(new Error("EACCES: permission denied, open '/home/x'"), { code: 'EACCES' });
    expect(failedFile('prices.yaml', refused)).toEqual({
      ok: false,
      diagnostics: [
        {
          code: 'io/not-permitted',
          severity: 'error',
          message: 'prices.yaml: permission denied',
          hint: 'check who may read and write it',
        },
      ],
    });
  });

  it('gives the code of what it does not know', () => {
    const strange = Object.assign(new Error('EIO'), { code: 'EIO' });
    expect(failedFile('x', strange)).toMatchObject({
      diagnostics: [{ code: 'io/failed', message: 'x: the operating system says EIO' }],
    });
  });

  it('throws on what is a defect', () => {
    const defect = new TypeError('undefined is not a function');
    const misuse = Object.assign(new TypeError('bad'), { code: 'ERR_INVALID_ARG_TYPE' });
    expect(() => failedFile('x', defect)).toThrow(defect);
    expect(() => failedFile('x', misuse)).toThrow(misuse);
  });
});

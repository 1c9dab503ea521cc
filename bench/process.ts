import { spawnSync } from 'node:child_process';

export interface Ran {
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs a program to its end; throws with its own words if it fails. */
export function runProgram(program: string, words: readonly string[], input?: Buffer): Ran {
  const ran = spawnSync(program, words, { maxBuffer: 2 ** 31, ...(input === undefined ? {} : { input }) });
  const stderr = ran.stderr?.toString() ?? '';
  if (ran.error !== undefined) throw ran.error;
  if (ran.status !== 0)
    throw new Error(`${program} ${words.join(' ')}: ${ran.status ?? ran.signal}\n${stderr}`);
  return { stdout: ran.stdout, stderr };
}

/** Whether a program can be started. */
export function hasProgram(program: string, words: readonly string[] = ['--version']): boolean {
  return spawnSync(program, words).status === 0;
}

export function bytesOf(columns: readonly Float64Array[]): Buffer {
  return Buffer.concat(
    columns.map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength)),
  );
}

/** Columns of the same length, one after the other. */
export function columnsOf(bytes: Buffer, count: number): readonly Float64Array[] {
  const rows = bytes.byteLength / count / Float64Array.BYTES_PER_ELEMENT;
  const whole = new Float64Array(Uint8Array.from(bytes).buffer);
  return Array.from({ length: count }, (_, index) => whole.subarray(index * rows, (index + 1) * rows));
}

import { render, type FormatOf, type ReportableResult } from '../../src/report/index.ts';

/** A text format as tests use it: without colours, 100 wide. */
export async function renderText<R extends ReportableResult>(
  result: R,
  format: FormatOf<R['schema']>,
  options: { readonly width?: number; readonly colourLevel?: 0 | 1 | 2 | 3 } = {},
): Promise<string> {
  const { body } = await render(result, { format, width: 100, colourLevel: 0, ...options });
  return typeof body === 'string' ? body : Buffer.from(body).toString('base64');
}

import { Composer, LineCounter, Lexer, Parser, type CST, type Document } from 'yaml';
import { fail, ok, problem, type Diagnostic, type Result, type Span } from '../../diagnostics/index.ts';

/** Limits on a file, far above any real one: beyond them it is refused before memory or time is spent on it. */
export const limits = {
  characters: 5 * 1024 * 1024,
  depth: 40,
  /** Lexical tokens: some 7 for a key with its value. */
  lexemes: 800_000,
  /** Nodes that aliases repeat. */
  aliasedNodes: 50_000,
  diagnostics: 100,
} as const;

/** Where an offset lies; `end` gives the length, as far as it is on the same line. */
export type Locate = (start: number, end?: number) => Span;

export interface Composed {
  readonly document: Document.Parsed;
  readonly locate: Locate;
}

// oxlint-disable-next-line no-control-regex -- a file with them is no text
const notText = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/u;

/**
 * The YAML document of `text`, with every syntax error of it. Size, depth and control characters are checked before the
 * library builds anything, since its composer recurses.
 */
export function composeDocument(text: string, file: string): Result<Composed> {
  if (text.length > limits.characters) {
    const message = `the file has ${text.length} characters; at most ${limits.characters} are read`;
    return fail(problem('document/too-large', message, { span: { file, line: 1, column: 1, length: 0 } }));
  }
  const lines = new LineCounter();
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  const locate = locator(file, lines, body);
  const control = notText.exec(body);
  if (control !== null) {
    lines.addNewLine(0);
    for (let at = body.indexOf('\n'); at !== -1 && at < control.index; at = body.indexOf('\n', at + 1))
      lines.addNewLine(at + 1);
    const message = 'the file is not a text: it has a control character or is not UTF-8';
    return fail(problem('document/not-text', message, { span: locate(control.index) }));
  }
  const tokens = tokensOf(body, lines, locate);
  if (!tokens.ok) return tokens;
  const [document, second] = [
    ...new Composer({
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
      stringKeys: false,
      logLevel: 'silent',
    }).compose(tokens.value, true, body.length),
  ];
  if (document === undefined) throw new Error('the composer gave no document');
  const diagnostics: Diagnostic[] = [...document.errors, ...document.warnings].map(({ message, pos }) =>
    problem('document/syntax', `not valid YAML: ${message}`, { span: locate(...pos) }),
  );
  if (second !== undefined) {
    const message = 'the file has more than one YAML document; expected one';
    diagnostics.push(problem('document/syntax', message, { span: locate(second.range[0]) }));
  }
  if (diagnostics.length > 0) return fail(...diagnostics.slice(0, limits.diagnostics));
  return ok({ document, locate });
}

function tokensOf(body: string, lines: LineCounter, locate: Locate): Result<readonly CST.Token[]> {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(body)) {
    lexemes += 1;
    if (lexemes > limits.lexemes) {
      const message = `the file has more than ${limits.lexemes} YAML tokens`;
      return fail(problem('document/too-large', message, { span: locate(parser.offset) }));
    }
    tokens.push(...parser.next(lexeme));
    // The stack also holds the document and the scalar in work.
    if (parser.stack.length > limits.depth + 2) {
      const message = `nested deeper than ${limits.depth} levels`;
      return fail(problem('document/too-deep', message, { span: locate(parser.offset) }));
    }
  }
  tokens.push(...parser.end());
  return ok(tokens);
}

function locator(file: string, lines: LineCounter, body: string): Locate {
  return (start, end = start) => {
    const { line, col } = lines.linePos(Math.min(start, body.length));
    const found = body.slice(start, end).split(/[\r\n]/u, 1)[0] ?? '';
    return { file, line: Math.max(1, line), column: Math.max(1, col), length: found.trimEnd().length };
  };
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromJsonSchema, McpServer, type CallToolResult } from '@modelcontextprotocol/server';
import { packageFolder, resolveInside } from '../../io/index.ts';
import { version } from '../version.ts';
import { runApart, type Limits } from './run-apart.ts';
import { commandLineOf, inputSchemaOf, tools, type Given, type Tool } from './tools.ts';

/** Where a server reads, and how much a call may take. */
export interface ServerOptions {
  readonly folder: string;
  readonly limits: Limits;
}

/** A server of the Model Context Protocol with the tools of `tools.ts`. */
export function createServer(options: ServerOptions): McpServer {
  const server = new McpServer({ name: 'crossover', version });
  for (const tool of tools) {
    server.registerTool(
      tool.name,
      {
        title: tool.title,
        description: tool.description,
        inputSchema: fromJsonSchema<Given>(inputSchemaOf(tool)),
        outputSchema: fromJsonSchema<Record<string, unknown>>(publishedSchema(tool.schema)),
        annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
      },
      async (given, context) => call(tool, given, options, context.mcpReq.signal),
    );
  }
  return server;
}

function publishedSchema(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(packageFolder(), 'schema', file), 'utf8')) as Record<string, unknown>;
}

async function call(
  tool: Tool,
  given: Given,
  options: ServerOptions,
  signal: AbortSignal,
): Promise<CallToolResult> {
  const file = tool.ofScenario ? await fileOf(given, options.folder) : undefined;
  if (file?.is === 'refused') return failed(file.why);
  const { folder, limits } = options;
  const argv = commandLineOf(tool, given, file?.name);
  const outcome = await runApart(argv, folder, given.text, limits, signal);
  if (outcome.is === 'stopped') return failed(`${tool.name} was stopped: ${outcome.why}`);
  const value = parsed(outcome.output);
  // A result with exit code 2 has a workload without figures: the result says why.
  if (value === undefined)
    return failed(outcome.problems.trim() || `${tool.name} ended with ${outcome.code}`);
  return { content: [{ type: 'text', text: JSON.stringify(value) }], structuredContent: value };
}

type ScenarioFile =
  { readonly is: 'file'; readonly name: string } | { readonly is: 'refused'; readonly why: string };

async function fileOf({ scenario, text }: Given, folder: string): Promise<ScenarioFile> {
  if ((scenario === undefined) === (text === undefined))
    return { is: 'refused', why: "give either 'scenario' or 'text'" };
  if (scenario === undefined) return { is: 'file', name: '-' };
  if (scenario === '-') return { is: 'refused', why: "give the scenario itself as 'text'" };
  const inside = await resolveInside(folder, scenario);
  if (!inside.ok) return { is: 'refused', why: "the scenario must be inside the server's folder" };
  return { is: 'file', name: scenario };
}

function parsed(output: string): Record<string, unknown> | undefined {
  if (!output.trimStart().startsWith('{')) return undefined;
  return JSON.parse(output) as Record<string, unknown>;
}

function failed(why: string): CallToolResult {
  return { content: [{ type: 'text', text: why }], isError: true };
}

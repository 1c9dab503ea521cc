import { anthropicConsole, anthropicUsage, claudeCode } from './anthropic.ts';
import { bedrockLog } from './bedrock.ts';
import { codexSession } from './codex.ts';
import type { UsageFormat } from './format.ts';
import { cloudflareGateway, kongProxy, portkeyLogs } from './gateways.ts';
import { heliconeExport, heliconeRequests } from './helicone.ts';
import { langfuseDownload, langfuseExport } from './langfuse.ts';
import { litellmDaily, litellmSpendLogs } from './litellm.ts';
import { openaiDashboard, openaiUsage } from './openai.ts';
import { openInferenceSpans, openTelemetrySpans } from './open-telemetry.ts';
import { openrouterActivity, openrouterGenerations } from './openrouter.ts';
import { plainTable } from './plain.ts';

/** Every format that is recognized, the most particular first. */
export const usageFormats: readonly UsageFormat[] = [
  litellmSpendLogs,
  litellmDaily,
  openaiUsage,
  openaiDashboard,
  anthropicUsage,
  anthropicConsole,
  claudeCode,
  codexSession,
  langfuseExport,
  langfuseDownload,
  heliconeRequests,
  heliconeExport,
  openTelemetrySpans,
  openInferenceSpans,
  bedrockLog,
  cloudflareGateway,
  kongProxy,
  portkeyLogs,
  openrouterGenerations,
  openrouterActivity,
  plainTable,
];

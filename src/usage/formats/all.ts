import { anthropicConsole, anthropicUsage, claudeCode } from './anthropic.ts';
import { bedrockLog } from './bedrock.ts';
import {
  anthropicAnalytics,
  anthropicConsoleCost,
  anthropicCost,
  awsBill,
  focusBill,
  googleBill,
  openaiCosts,
  openaiDashboardCosts,
} from './bills.ts';
import { codexSession } from './codex.ts';
import type { UsageFormat } from './format.ts';
import { cloudflareGateway, kongProxy, portkeyLogs } from './gateways.ts';
import { heliconeExport, heliconeRequests, heliconeTable } from './helicone.ts';
import { langfuseDownload, langfuseExport } from './langfuse.ts';
import { litellmDaily, litellmPayload, litellmSpendLogs } from './litellm.ts';
import { openaiDashboard, openaiUsage } from './openai.ts';
import { openInferenceSpans, openTelemetrySpans } from './open-telemetry.ts';
import { openrouterActivity, openrouterDaily, openrouterGenerations } from './openrouter.ts';
import { plainTable } from './plain.ts';

/** Every format that is recognized, the most particular first. */
export const usageFormats: readonly UsageFormat[] = [
  litellmSpendLogs,
  litellmPayload,
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
  heliconeTable,
  openTelemetrySpans,
  openInferenceSpans,
  bedrockLog,
  cloudflareGateway,
  kongProxy,
  portkeyLogs,
  openrouterGenerations,
  openrouterActivity,
  openrouterDaily,
  openaiCosts,
  openaiDashboardCosts,
  anthropicCost,
  anthropicAnalytics,
  anthropicConsoleCost,
  awsBill,
  googleBill,
  focusBill,
  plainTable,
];

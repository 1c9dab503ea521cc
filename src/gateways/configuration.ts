import { withoutUnsafeInLines } from '../diagnostics/index.ts';
import type { Configuration, Emit, Routing } from './types.ts';

/** Each gateway with what writes its configuration, which is loaded when it is asked for. */
const gateways = {
  litellm: async (): Promise<Emit> => (await import('./litellm.ts')).litellm,
  kong: async (): Promise<Emit> => (await import('./kong.ts')).kong,
  portkey: async (): Promise<Emit> => (await import('./portkey.ts')).portkey,
  envoy: async (): Promise<Emit> => (await import('./envoy.ts')).envoy,
  agentgateway: async (): Promise<Emit> => (await import('./agentgateway.ts')).agentgateway,
} as const;

export type GatewayName = keyof typeof gateways;

/** The gateways that a plan can be written for. */
export const gatewayNames = Object.keys(gateways) as readonly GatewayName[];

/** The plan as the configuration of a gateway, with what that gateway cannot express. */
export async function gatewayConfiguration(gateway: GatewayName, routing: Routing): Promise<Configuration> {
  const emit = await gateways[gateway]();
  const { text, ...others } = emit(routing);
  return { ...others, text: withoutUnsafeInLines(text) };
}

/**
 * Gateways: a plan enters as a portfolio with its result, the configuration of a gateway leaves as a text, with what that
 * gateway cannot express. One file a gateway; what all of them need to know of a plan is worked out once, in `routing.ts`.
 */
export { gatewayConfiguration, gatewayNames, type GatewayName } from './configuration.ts';
export { remarkSentence } from './head.ts';
export { routingOf } from './routing.ts';
export type * from './types.ts';

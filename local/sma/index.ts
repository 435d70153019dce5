export { SmaCall, type CallOptions } from './call';
export type { LegTag, SentActionData, SentEvent, SentParticipant } from './events';
export type { ActionResult, HungUpBy, Observation } from './observations';
export type { CallReport } from './report';
export { SmaRuntime, type SmaRuntimeOptions } from './runtime';

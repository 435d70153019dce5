export type { CallEnded } from '../../lambda/core/memory/call-ended';
export * from './audio-bucket';
export * from './call-handler';
export * from './conversation-pipeline';
export * from './turn-worker';
export * from './wrap-up';

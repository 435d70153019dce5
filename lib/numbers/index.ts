export type { DltExpiring } from '../../lambda/core/compliance/expiry-news';
export * from './callee-key';
export * from './expiry-watch';
export * from './number-registry';
export * from './registry-api';
export * from './registry-deployment';
export * from './scrub-feed';

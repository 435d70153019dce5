export * from './callee-key';
export * from './number-registry';
export * from './registry-api';
export * from './registry-deployment';
export * from './scrub-feed';

export * from './callee-key';
export * from './number-registry';
export * from './registry-deployment';

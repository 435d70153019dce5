export * from './number-registry';
export * from './registry-deployment';

export * from './number-registry';

export * from './provider-key';
export * from './provider-keys';

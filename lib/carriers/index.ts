export * from './signalling-ranges';

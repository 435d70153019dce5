export * from './config';
export { loadConfig } from './load-config';

export * from './agents';
export * from './byok';
export * from './byon';
export * from './byon-stack';
export * from './config';
export * from './conversation';
export * from './numbers';
export * from './options';

export * from './agent-prompt';
export * from './fallback';
export * from './llm';
export * from './stt';
export * from './tool';
export * from './tts';
export * from './voice-agent';

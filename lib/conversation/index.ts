export * from './audio-bucket';
export * from './call-handler';
export * from './conversation-pipeline';
export * from './turn-worker';

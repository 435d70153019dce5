export { FakeTranscribe } from './server';

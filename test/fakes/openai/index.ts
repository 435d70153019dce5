export { FakeOpenAi } from './server';

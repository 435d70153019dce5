export { FakePolly } from './server';

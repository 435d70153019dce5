export { FakeAssemblyAi } from './server';

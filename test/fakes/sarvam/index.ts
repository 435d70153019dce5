export { audios, FakeSarvam } from './server';

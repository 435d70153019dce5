export { startExotel, FakeExotel } from './server';
export type { ExotelOptions, ExotelSettings } from './settings';
export type { Holdings } from './holdings';

import { fetchFrom } from '../fakes/carrier-origins';

/** Loaded by Node before a deployed function: what that fetches from a carrier comes from the fake on this machine. */
const fromFakes = fetchFrom(JSON.parse(process.env['FAKE_CARRIERS']!) as Record<string, string>);
const real = globalThis.fetch;

globalThis.fetch = (input, init) => {
  const { hostname } = new URL(input instanceof Request ? input.url : input);
  return hostname === '127.0.0.1' ? real(input, init) : fromFakes(input, init);
};

/**
 * The one place where a carrier's origin becomes an address of this machine: a `fetch` for a client's options.
 * Nothing of the product reads it, and an origin that isn't named is not fetched at all. The origin's host stands
 * as the first segment of the path, so that a fake sees which of a carrier's services was meant.
 *
 * @param fakes the URL of a fake by origin, as in `{ 'https://api.twilio.com': 'http://127.0.0.1:4000' }`.
 */
export function fetchFrom(fakes: Readonly<Record<string, string>>): typeof fetch {
  return async (input, init) => {
    const asked = new URL(input instanceof Request ? input.url : input);
    const fake = Object.hasOwn(fakes, asked.origin) ? new URL(fakes[asked.origin] ?? '') : undefined;
    if (fake?.hostname !== '127.0.0.1') throw new Error(`No fake stands for ${asked.origin}`);
    return fetch(`${fake.origin}/${asked.host}${asked.pathname}${asked.search}`, init);
  };
}

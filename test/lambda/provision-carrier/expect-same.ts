import { isDeepStrictEqual } from 'node:util';

/** As `expect(…).toEqual(…)`, which takes much longer to find no difference in a whole account. */
export function expectSame(received: unknown, wanted: unknown): void {
  if (!isDeepStrictEqual(received, wanted)) expect(received).toEqual(wanted);
}

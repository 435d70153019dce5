const WITHIN_MS = 30_000;

/**
 * Looks again and again, for what a function does that nobody waits for.
 *
 * @param what for the error, as in `the record is written`.
 * @param look gives undefined as long as it is not so.
 * @param withinMs after which it is given up.
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined>,
  withinMs = WITHIN_MS,
): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`not within ${withinMs / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

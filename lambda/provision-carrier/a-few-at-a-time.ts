/** As many as a carrier bears at once. */
const AT_ONCE = 4;

/** What failed, and why. */
export interface Failed<T> {
  item: T;
  error: unknown;
}

/**
 * Does something for each, a few at a time.
 *
 * @param goOn whether to begin another one after a failure. What has begun is always waited for.
 * @returns what failed.
 */
export async function aFewAtATime<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  { goOn }: { goOn: boolean },
): Promise<Failed<T>[]> {
  const failed: Failed<T>[] = [];
  const waiting = [...items];
  const worker = async () => {
    while (waiting.length > 0 && (goOn || failed.length === 0)) {
      const item = waiting.shift() as T;
      await work(item).catch((error: unknown) => void failed.push({ item, error }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failed;
}

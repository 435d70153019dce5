/** What a table in use bears from one function, and what keeps the function busy. */
const AT_ONCE = 25;

/**
 * Does the work for each item, for some of them at once. After a failure it begins no more, waits for what is under
 * way, so that nothing goes on behind the answer, and throws the first failure.
 */
export async function inFlight<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items].values();
  const failures: unknown[] = [];
  const lane = async () => {
    for (const item of waiting) {
      if (failures.length > 0) return;
      await work(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  if (failures.length > 0) throw failures[0];
}

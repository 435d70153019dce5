/** Does the work for each, some at once. After a failure none is begun, and it is thrown when the others are done. */
export async function inLanes<T>(
  all: Iterable<T> | AsyncIterable<T>,
  lanes: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const source = each(all);
  const failures: unknown[] = [];
  const lane = async () => {
    while (failures.length === 0) {
      const next = await source.next();
      if (next.done) return;
      await work(next.value).catch((error: unknown) => failures.push(error));
    }
  };
  const done = await Promise.allSettled(Array.from({ length: lanes }, lane));
  await source.return();
  for (const one of done) if (one.status === 'rejected') throw one.reason;
  if (failures.length > 0) throw failures[0];
}

async function* each<T>(all: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T, void> {
  yield* all;
}

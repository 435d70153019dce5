import type { Admitted, Asking, Candidate } from './attempt';

/** A breaker's name: a model may be down at a provider whose other models are not. */
const nameOf = ({ port }: Asking, { reference }: Candidate<unknown>) => `${port}/${reference}`;

/** Time for what came of a trial to be stored. */
const TO_STORE_MS = 1000;

/**
 * The candidates that may be asked, one after the other, for as long as the one before has failed. One whose
 * breaker is open is left out; if all others have failed, or are left out too, the first of those is asked
 * nevertheless: it is the only hope.
 *
 * @param knownAfterMs how long after its beginning it is known at the latest what comes of asking one.
 */
export async function* inOrder<P>(
  candidates: readonly Candidate<P>[],
  asking: Asking,
  knownAfterMs: number,
): AsyncGenerator<Admitted<P>, void> {
  asking.breakers.lookAt(candidates.map((candidate) => nameOf(asking, candidate)));
  let leftOut: Candidate<P> | undefined;
  for (const candidate of candidates) {
    const leave = await asking.breakers.leaveFor(nameOf(asking, candidate), knownAfterMs + TO_STORE_MS);
    if (leave) yield { ...candidate, leave };
    else leftOut ??= candidate;
  }
  if (leftOut) yield { ...leftOut, leave: { name: nameOf(asking, leftOut) } };
}

import type { Clock } from '../../lambda/core/ports';
import type { SentEvent } from './events';
import type { Happened } from './observations';

/** An event is delivered again after so long without an answer. */
const AGAIN_AFTER_MS = 5000;
/** And is given up after so long since it was first delivered. */
const GIVE_UP_AFTER_MS = 20_000;
/** A handler that throws is asked once more. */
const FAILURES_ALLOWED = 1;

export interface Desk {
  clock: Clock;
  handler: (event: unknown) => Promise<unknown>;
  observe: (happened: Happened) => void;
  /** Counts an invocation. False: the call has had all it may have. */
  mayInvoke: () => boolean;
}

/**
 * Takes an event to the handler as Lambda would, as JSON, and brings the answer back. An invocation that is
 * late goes on beside the ones after it; the first answer counts.
 *
 * Assumption: the guide says that an application waits 5 s before it retries, and that it times out after 20 s,
 * but not how often it retries in between. Here it does so every 5 s, which is hardest on the handler.
 *
 * @returns undefined when the handler was given up.
 */
export function deliver(event: SentEvent, desk: Desk): Promise<{ answer: unknown } | undefined> {
  const { clock, observe } = desk;
  const { Sequence: sequence } = event;
  const from = clock.now();
  const settled = new AbortController();
  let attempt = 0;
  let failures = 0;

  return new Promise((resolve) => {
    const settle = (result: { answer: unknown } | undefined) => {
      settled.abort();
      resolve(result);
    };
    const giveUp = (reason: 'timeout' | 'errors' | 'invocations') => {
      observe({ type: 'handler-given-up', sequence, reason });
      settle(undefined);
    };

    const invoke = async (): Promise<void> => {
      if (!desk.mayInvoke()) return giveUp('invocations');
      const thisAttempt = ++attempt;
      observe({ type: 'event-sent', event: copy(event) as SentEvent, attempt: thisAttempt });
      try {
        const answer = copy(await desk.handler(copy(event)));
        if (settled.signal.aborted) return;
        observe({ type: 'answer-received', sequence, answer, ms: clock.now() - from });
        settle({ answer });
      } catch (error) {
        if (settled.signal.aborted) return;
        observe({ type: 'handler-failed', sequence, attempt: thisAttempt, error: String(error) });
        failures += 1;
        if (failures > FAILURES_ALLOWED) giveUp('errors');
        else await invoke();
      }
    };

    const watch = async (): Promise<void> => {
      for (let ms = AGAIN_AFTER_MS; ms <= GIVE_UP_AFTER_MS; ms += AGAIN_AFTER_MS) {
        await clock.sleep(from + ms - clock.now(), settled.signal);
        if (settled.signal.aborted) return;
        if (ms === GIVE_UP_AFTER_MS) return giveUp('timeout');
        observe({ type: 'handler-late', sequence, attempt, ms });
        void invoke();
      }
    };

    // Not at once: whoever made the call holds it in hand by the time its first event goes out.
    queueMicrotask(() => void invoke());
    void watch();
  });
}

function copy(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}

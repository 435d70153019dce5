import { tick, type PacePorts } from './tick';

/** How far ahead attempts are sent, and how often campaigns are looked at. */
const SPAN_MS = 5000;
/** It is invoked once a minute. The next one begins before this one ends, which does no harm. */
const RUNS_MS = 58_000;

/** Takes campaigns on for a minute, or ends at once where none has anything to do. */
export function createPacer(ports: PacePorts): () => Promise<void> {
  const { clock } = ports;
  return async () => {
    const until = clock.now() + RUNS_MS;
    for (;;) {
      const from = clock.now();
      const isBusy = await tick(SPAN_MS, ports);
      const next = from + SPAN_MS;
      if (!isBusy || next >= until) return;
      await clock.sleep(Math.max(0, next - clock.now()));
    }
  };
}

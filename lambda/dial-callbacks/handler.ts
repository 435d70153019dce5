import { inLanes } from '../core/in-lanes';
import { attendTo, type CallbackPorts } from './attend-to';

/** As many as are looked at in one run; the next one goes on with the others. */
const MOST = 200;
const LANES = 5;
/** None is begun after this: it is invoked once a minute, and the last dial may take half a minute. */
const BEGINS_FOR_MS = 40_000;

/** Attends to all callbacks whose time has come, each on its own. */
export function createCallbackDialler(ports: CallbackPorts): () => Promise<void> {
  const { callbacks, clock, log } = ports;
  return async () => {
    const from = clock.now();
    await inLanes(await callbacks.due(from, MOST), LANES, async (key) => {
      if (clock.now() - from > BEGINS_FOR_MS) return;
      await attendTo(key, ports).catch((error: unknown) => {
        log.error('a callback was left as it is', { callId: key.callId, error });
      });
    });
  };
}

import type { SpeechToText } from '../ports';
import { askOnce } from './ask-once';
import type { Asking, Candidate } from './attempt';
import { nobodyLeft } from './failure';
import { inOrder } from './in-order';
import { orLate } from './or-late';

/** Has a recording recognised by the first that can. */
export function speechToTextOf(candidates: readonly Candidate<SpeechToText>[], asking: Asking): SpeechToText {
  return {
    async transcribe(request) {
      const { signal } = request;
      const failures: unknown[] = [];
      for await (const admitted of inOrder(candidates, asking, asking.patienceMs)) {
        try {
          return await askOnce(admitted, asking, signal, (port, wanted) =>
            port.transcribe({ ...request, signal: wanted }),
          );
        } catch (error) {
          signal.throwIfAborted();
          failures.push(error);
        }
      }
      await orLate(asking.breakers.told(), { signal });
      throw nobodyLeft('stt', failures);
    },
  };
}

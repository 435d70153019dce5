import type { ActionOf } from '../../../lambda/call/chime/actions';
import type { Clock } from '../../../lambda/core/ports';
import type { Leg } from '../leg';
import type { Stage, Verb } from '../stage';

/** The listener of each leg: a new ReceiveDigits takes the place of the one before. */
const listeners = new WeakMap<Leg, () => void>();

/** Succeeds at once, and listens from then on, whatever else runs. */
export const receiveDigits: Verb<'ReceiveDigits'> = async (action, stage) => {
  const { leg } = stage;
  listeners.get(leg)?.();
  listeners.set(leg, listen(action, stage));
  return { ReceivedDigits: '' };
};

/**
 * Digits that match are told after a pause between digits. Digits that never match are told too, when the time
 * for them is up: "flushed and sent to the Lambda function". Source: developer guide, "ReceiveDigits".
 */
function listen(action: ActionOf<'ReceiveDigits'>, stage: Stage): () => void {
  const { surroundings, switchboard, leg } = stage;
  const { clock } = surroundings;
  const { InputDigitsRegex, InBetweenDigitsDurationInMilliseconds, FlushDigitsDurationInMilliseconds } =
    action.Parameters;
  const pattern = new RegExp(InputDigitsRegex);
  let digits = '';
  let gap = new AbortController();
  let flush = new AbortController();

  const forget = () => {
    digits = '';
    gap.abort();
    flush.abort();
  };
  const tell = () => {
    const told = digits;
    forget();
    switchboard.digitsReceived(leg, action, told);
  };
  const leave = leg.keypad.listen((key) => {
    if (digits === '') {
      flush = new AbortController();
      after(FlushDigitsDurationInMilliseconds, clock, AbortSignal.any([flush.signal, leg.gone]), tell);
    }
    digits += key;
    gap.abort();
    gap = new AbortController();
    after(InBetweenDigitsDurationInMilliseconds, clock, AbortSignal.any([gap.signal, leg.gone]), () => {
      if (pattern.test(digits)) tell();
    });
  });
  return () => {
    leave();
    forget();
  };
}

function after(ms: number, clock: Clock, signal: AbortSignal, then: () => void): void {
  void clock.sleep(ms, signal).then(() => {
    if (!signal.aborted) then();
  });
}

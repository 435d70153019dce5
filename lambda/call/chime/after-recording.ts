import type { CallSnapshot } from '../../core/calls/snapshot';
import type { Action, Answer } from './actions';
import type { SmaEvent } from './events';

const OF_CALL_RECORDING = [
  'StartCallRecording',
  'StopCallRecording',
  'PauseCallRecording',
  'ResumeCallRecording',
];

/** Whether an action is about the recording of the call as a whole. */
export function isOfCallRecording(type: string): boolean {
  return OF_CALL_RECORDING.includes(type);
}

/**
 * What is still to be done when an action of a list that concerns the recording has failed: Chime forgets the
 * actions behind one that fails, and the caller waits for them. Where the recording could not be paused it is
 * stopped, so that what must not be recorded is not; where that fails too, it goes on.
 */
export function restAfterRecording({ ActionData }: SmaEvent, { answers }: CallSnapshot): Action[] {
  const type = ActionData?.Type ?? '';
  if (!isOfCallRecording(type)) return [];
  const latest =
    answers.map(({ answer }) => (answer as Answer).Actions).findLast((list) => list.length > 0) ?? [];
  const failed = latest.findIndex((action) => action.Type === type);
  const rest = latest.slice(failed + 1).filter((action) => !isOfCallRecording(action.Type));
  const pause = latest[failed];
  if (pause?.Type !== 'PauseCallRecording') return rest;
  return [{ Type: 'StopCallRecording', Parameters: pause.Parameters }, ...rest];
}

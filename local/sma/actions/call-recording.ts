import type { Leg } from '../leg';
import { ActionFailed, type ActionData, type Stage, type Verb } from '../stage';

/** The recordings of whole calls that are under way, by the leg that they were begun on. */
const recordings = new WeakMap<Leg, { state: 'running' | 'paused'; location: string }>();

/** Keeps no audio, which the report of the call has anyway, and knows whether AWS would record now. */
export const startCallRecording: Verb<'StartCallRecording'> = async (
  { Parameters },
  { leg, surroundings },
) => {
  const { Location: location } = Parameters.Destination;
  if (!leg.connected) throw refusal('a call that is not answered cannot be recorded');
  if (recordings.has(leg)) throw refusal('the call is being recorded already');
  if (location.split('/', 1)[0] !== surroundings.bucket) {
    throw new ActionFailed('NoAccessToDestination', `cannot write to s3://${location}`);
  }
  recordings.set(leg, { state: 'running', location });
  return {};
};

/** The file is delivered when the recording has stopped, so only then is its place told. */
export const stopCallRecording: Verb<'StopCallRecording'> = async (_, { leg }) => {
  const recording = recordings.get(leg);
  if (!recording) throw refusal('the call is not being recorded');
  recordings.delete(leg);
  return { CallRecordingDestination: { Type: 'S3', Location: recording.location } };
};

export const pauseCallRecording: Verb<'PauseCallRecording'> = async (_, stage) =>
  turn(stage, 'running', 'paused');

export const resumeCallRecording: Verb<'ResumeCallRecording'> = async (_, stage) =>
  turn(stage, 'paused', 'running');

/** Assumption: the guide does not say what becomes of a pause where nothing runs; here it is refused. */
function turn({ leg }: Stage, from: 'running' | 'paused', to: 'running' | 'paused'): ActionData {
  const recording = recordings.get(leg);
  if (recording?.state !== from) throw refusal(`the recording is not ${from}`);
  recording.state = to;
  return {};
}

function refusal(why: string): ActionFailed {
  return new ActionFailed('InvalidActionParameter', why);
}

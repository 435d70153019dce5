import type { Policy } from '../../agents/policy';
import { CONSENT_KEY } from '../../agents/recording';
import type { CallRecording } from '../../calls/records';
import type { Command } from '../commands';
import type { HappeningOf } from '../happenings';
import type { Conversation } from '../state';
import { interrupt, keyOn } from './keying';
import { listenFor, policyIn, say, type Step } from './step';

/** What is said about the recording before the greeting and behind it, and what is done. */
export function opening(policy: Policy): {
  first: Command[];
  last: Command[];
  recording?: Conversation['recording'];
} {
  switch (policy.recording) {
    case 'notice':
      return {
        first: [say(policy, policy.phrases['recording-notice']), record('start')],
        last: [],
        recording: 'noticed',
      };
    case 'consent':
      return {
        first: [],
        last: [{ type: 'watch-keys' }, say(policy, policy.phrases['recording-consent'])],
        recording: 'asked',
      };
    case undefined:
      return { first: [], last: [] };
  }
}

/** Whether the question for consent was the last that the agent has said. A later yes answers something else. */
export function awaitsConsent({ recording, reprompts, failures }: Conversation): boolean {
  return recording === 'asked' && reprompts === 0 && failures === 0;
}

export function agreesByKey(conversation: Conversation, digits: string): boolean {
  return awaitsConsent(conversation) && digits === CONSENT_KEY;
}

/** A key during the greeting, or during the question. */
export function answerByKey(conversation: Conversation, happening: HappeningOf<'keyed'>): Step {
  const { digits, at } = happening;
  if (agreesByKey(conversation, digits)) return agree(conversation, at);
  // How long the greeting is, is not known, so whether the agent speaks does not show. A key that was told of
  // otherwise has ended this phase.
  if (policyIn(conversation).optOutKey !== undefined)
    return keyOn({ ...conversation, digits: '' }, happening);
  return interrupt(conversation, happening);
}

/** The caller agrees: the recording begins, and the agent says so. */
export function agree(conversation: Conversation, at: number): Step {
  const policy = policyIn(conversation);
  return {
    to: { phase: 'listening', recording: 'consented', digits: '', silentSince: 0 },
    commands: [
      record('start'),
      say(policy, policy.phrases['recording-on']),
      listenFor(policy, conversation, at),
    ],
  };
}

/** Interrupts the recording of the call or takes it up again; nothing where the call is not recorded. */
export function whileRecorded(
  { recording }: Pick<Conversation, 'recording'>,
  what: 'pause' | 'resume',
): Command[] {
  return isRecorded(recording) ? [record(what)] : [];
}

/** The media plane could not do what it was told: the call goes on, and is not recorded any more. */
export function loseRecording({ recording }: Conversation): Step {
  return { to: isRecorded(recording) ? { recording: 'failed' } : {} };
}

/** What the record of a call that is over says of its recording. A question without an answer is no consent. */
export function recordingDone({ recording }: Pick<Conversation, 'recording'>): CallRecording | undefined {
  return recording === 'asked' ? 'declined' : recording;
}

function record(what: Extract<Command, { type: 'record-call' }>['do']): Command {
  return { type: 'record-call', do: what };
}

function isRecorded(recording: Conversation['recording']): boolean {
  return recording === 'noticed' || recording === 'consented';
}

import { phrasesFor } from '../core/speech/phrases';
import { CARRY_ON, type Action, type Answer } from './chime/actions';

/** Events after which the line is silent unless we say something. */
const NEEDS_WORDS = ['NEW_INBOUND_CALL', 'ACTION_SUCCESSFUL', 'ACTION_FAILED', 'INVALID_LAMBDA_RESPONSE'];

/**
 * The answer when nothing else works, neither the tables nor the event: an apology in a voice that needs
 * nothing of ours, then the end of the call. To an event that leaves the line as it is: nothing.
 */
export function lastResort(event: unknown): Answer {
  const { InvocationEventType: type, ActionData: action, CallDetails: call } = (event ?? {}) as Untrusted;
  if (type === 'HANGUP') return { SchemaVersion: '1.0', Actions: stillThere(call, action).map(hangUp) };
  if (!NEEDS_WORDS.includes(type as string)) return CARRY_ON;
  // Where speaking itself fails, another try would fail for as long as the call lasts.
  const mute = type === 'ACTION_FAILED' && action?.Type === 'Speak';
  return { SchemaVersion: '1.0', Actions: mute ? [hangUp(CALLER)] : [apologise(call), hangUp(CALLER)] };
}

const LEGS = ['LEG-A', 'LEG-B'] as const;
type Leg = (typeof LEGS)[number];
const CALLER = 'LEG-A';

function apologise(call: Untrusted['CallDetails']): Action {
  const Text = phrasesFor('en').trouble;
  const id = legsOf(call).find(({ ParticipantTag }) => ParticipantTag === CALLER)?.CallId;
  const leg = typeof id === 'string' && id !== '' ? { CallId: id } : ({ ParticipantTag: CALLER } as const);
  return { Type: 'Speak', Parameters: { ...leg, Text } };
}

function hangUp(ParticipantTag: Leg): Action {
  return { Type: 'Hangup', Parameters: { ParticipantTag, SipResponseCode: '0' } };
}

/** One leg has ended, and the other one does not end by itself. */
function stillThere(call: Untrusted['CallDetails'], ended: Untrusted['ActionData']): Leg[] {
  const there = legsOf(call).filter(({ Status }) => Status === 'Connected');
  return LEGS.filter(
    (leg) =>
      ended?.Parameters?.ParticipantTag !== leg && there.some(({ ParticipantTag }) => ParticipantTag === leg),
  );
}

function legsOf(call: Untrusted['CallDetails']): UntrustedLeg[] {
  const legs = call?.Participants;
  return Array.isArray(legs)
    ? legs.filter((leg): leg is UntrustedLeg => typeof leg === 'object' && leg !== null)
    : [];
}

interface UntrustedLeg {
  CallId?: unknown;
  ParticipantTag?: unknown;
  Status?: unknown;
}
interface Untrusted {
  InvocationEventType?: unknown;
  ActionData?: { Type?: unknown; Parameters?: { ParticipantTag?: unknown } | null } | null;
  CallDetails?: { Participants?: unknown } | null;
}

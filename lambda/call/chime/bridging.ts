import type { Command } from '../../core/conversation/commands';
import { e164 } from '../../core/numbers/e164';
import type { ActionOf } from './actions';
import { callerLeg } from './dialled-number';
import type { Line } from './line';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** A transfer, and the tone that the caller hears meanwhile. Without one AWS plays none. */
export type Ringing = Of<'transfer'> & { ringback?: string };

/**
 * Calls a human and joins them with the caller: over Amazon Chime's telephone network, or by the Voice Connector,
 * whose origination routes lead to the carrier.
 *
 * The caller id has to be the From of the caller's leg or a number of the Chime inventory. That From need not be
 * the caller's number: a carrier may have come in with one of the inventory, and shows ours on a call that we make.
 * A withheld number is neither; then the number that was called stands in, which AWS may refuse, and the refusal
 * has an edge.
 */
export function callAndBridge(
  { to, timeoutSeconds, via, ringback }: Ringing,
  { bucket, caller, number, participants, voiceConnector }: Line,
): ActionOf<'CallAndBridge'> {
  const from = callerLeg(participants)?.From;
  const CallerIdNumber = [from, caller, number].find((candidate) => e164.safeParse(candidate).success) ?? to;
  const dialling = {
    CallTimeoutSeconds: timeoutSeconds,
    CallerIdNumber,
    ...(ringback !== undefined && {
      RingbackTone: { Type: 'S3' as const, BucketName: bucket, Key: ringback },
    }),
  };
  if (via === 'pstn') {
    const Endpoints = [{ BridgeEndpointType: 'PSTN' as const, Uri: to }];
    return { Type: 'CallAndBridge', Parameters: { ...dialling, Endpoints } };
  }
  if (voiceConnector === undefined) throw new Error('a transfer by trunk needs a Voice Connector');
  const Endpoints = [{ BridgeEndpointType: 'AWS' as const, Arn: voiceConnector, Uri: to }];
  return { Type: 'CallAndBridge', Parameters: { ...dialling, Endpoints } };
}

/**
 * Plays to the human right after they have taken the call. Keys do not end it: it is short, and a human who
 * presses one means the caller's company.
 *
 * Unverified: whether the caller hears it too. CallAndBridge joins the two legs when the human answers, and AWS
 * does not say whether a PlayAudio on one leg of a bridge reaches the other. We take it that it is heard by its
 * own leg only, and that caller and human hear each other meanwhile; so a summary holds nothing that the caller
 * must not hear.
 */
export function whisper({ key }: Of<'whisper'>, { bucket }: Line): ActionOf<'PlayAudio'> {
  const AudioSource = { Type: 'S3', BucketName: bucket, Key: key } as const;
  return { Type: 'PlayAudio', Parameters: { ParticipantTag: 'LEG-B', AudioSource } };
}

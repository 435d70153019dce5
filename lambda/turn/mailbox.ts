import type { DialRecord, DialStore } from '../core/calls/dial';
import type { TurnRecord } from '../core/calls/records';
import type { Log } from '../core/ports';
import { isVoicemail } from '../core/speech/voicemail';
import type { Heard } from './hear';
import type { ReplyJob } from './turn';

/** @returns who has answered a call that we make, as far as its carrier has told. */
export async function answeredBy(
  { dial, callId, turn }: ReplyJob,
  { dials, log }: { dials: Pick<DialStore, 'find'>; log: Log },
): Promise<DialRecord['answeredBy']> {
  if (dial === undefined) return undefined;
  try {
    return (await dials.find(dial))?.answeredBy;
  } catch (error) {
    log.error('the dial could not be read', { callId, turn, error });
    return undefined;
  }
}

/** Whether what was recorded is a mailbox. Nobody but a human makes a call that comes in. */
export function isMailbox(
  { text, voicedMs }: Heard,
  { dial }: ReplyJob,
  carrier: DialRecord['answeredBy'],
  earlier: readonly TurnRecord[],
): boolean {
  if (dial === undefined) return false;
  const before = earlier.filter(({ heard = '' }) => heard !== '').length;
  return isVoicemail({ carrier, text, voicedMs, before });
}

import { randomUUID } from 'node:crypto';
import type { SentEvent, SentParticipant } from '../local/sma';
import { CALLER, NUMBER } from './clinic';

/** The events of one call, for a handler that is driven without a line. */
export class CallEvents {
  readonly callId: string = randomUUID();
  private sequence = 0;

  arrival(): SentEvent {
    return this.event('NEW_INBOUND_CALL');
  }

  /** The greeting has been played and nothing follows it. */
  played(): SentEvent {
    return this.event('ACTION_SUCCESSFUL', 'PlayAudio');
  }

  /** The caller has spoken; `key` is where the recording lies in the bucket. */
  recorded(bucket: string, key: string): SentEvent {
    return this.event('ACTION_SUCCESSFUL', 'RecordAudio', {
      RecordingDestination: { Type: 'S3', BucketName: bucket, Key: key },
    });
  }

  hungUp(): SentEvent {
    return this.event('HANGUP', 'Hangup', {}, 'Disconnected');
  }

  private event(
    type: SentEvent['InvocationEventType'],
    action?: string,
    data: Record<string, unknown> = {},
    status: SentParticipant['Status'] = 'Connected',
  ): SentEvent {
    const leg = { CallId: this.callId, ParticipantTag: 'LEG-A' } as const;
    return {
      SchemaVersion: '1.0',
      Sequence: ++this.sequence,
      InvocationEventType: type,
      ...(action !== undefined && { ActionData: { Type: action, Parameters: leg, ...data } }),
      CallDetails: {
        TransactionId: this.callId,
        AwsAccountId: '000000000000',
        AwsRegion: 'us-east-1',
        SipRuleId: 'rule',
        SipMediaApplicationId: 'application',
        Participants: [
          {
            ...leg,
            To: NUMBER,
            From: CALLER,
            Direction: 'Inbound',
            StartTimeInMilliseconds: '1767225600000',
            Status: status,
          },
        ],
      },
    };
  }
}

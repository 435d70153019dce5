import * as z from 'zod';
import { audioSource, e164, onLeg, sipHeaders } from './parameters';

export const hangup = z.strictObject({
  Type: z.literal('Hangup'),
  Parameters: onLeg({ SipResponseCode: z.enum(['0', '480', '486']) }),
});

const dialling = {
  CallTimeoutSeconds: z.int().min(1).max(120).optional(),
  /** A number of the Chime inventory, or the From of leg A. */
  CallerIdNumber: e164,
  /** Played to leg A, again and again, until leg B answers. */
  RingbackTone: audioSource.optional(),
};
const telephone = z.strictObject({ BridgeEndpointType: z.literal('PSTN'), Uri: e164 });
const voiceConnector = z.strictObject({
  BridgeEndpointType: z.literal('AWS'),
  Arn: z
    .string()
    .regex(/^arn:aws[a-z-]*:chime:[a-z0-9-]+:\d{12}:vcg?\/[\w-]+$/, 'the ARN of a Voice Connector'),
  /** The user part of the SIP URI; the host comes from the connector's origination routes. */
  Uri: z
    .string()
    .regex(/^[a-zA-Z0-9&=+$/%\-_!~*.]{1,36}$/, '1 to 36 characters of a-z, 0-9 and &=+$/%-_!~*.'),
});

/** Calls somebody else and joins the two calls. Headers travel only to an endpoint of AWS. */
export const callAndBridge = z.strictObject({
  Type: z.literal('CallAndBridge'),
  Parameters: z.union(
    [
      z.strictObject({ ...dialling, Endpoints: z.array(telephone).length(1) }),
      z.strictObject({
        ...dialling,
        Endpoints: z.array(voiceConnector).length(1),
        SipHeaders: sipHeaders.optional(),
      }),
    ],
    'a call to one PSTN number, or to one Voice Connector with the headers it is to get',
  ),
});

export const joinChimeMeeting = z.strictObject({
  Type: z.literal('JoinChimeMeeting'),
  Parameters: onLeg({ JoinToken: z.string().min(2).max(2048), MeetingId: z.string().min(1).optional() }),
});

export const modifyChimeMeetingAttendees = z.strictObject({
  Type: z.literal('ModifyChimeMeetingAttendees'),
  Parameters: onLeg({
    Operation: z.enum(['Mute', 'Unmute']),
    MeetingId: z.string().min(1),
    AttendeeList: z.array(z.string().min(1)).min(1),
  }),
});

export const voiceFocus = z.strictObject({
  Type: z.literal('VoiceFocus'),
  Parameters: onLeg({ Enable: z.boolean() }),
});

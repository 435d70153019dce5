import { toE164 } from '../../core/numbers/e164';
import type { Candidate } from '../../core/numbers/admission';
import type { CallDetails, Participant } from './events';

/** Headers in which our bridge, and carriers that let us, name the number that was called and the caller. */
const DIALLED_HEADER = 'x-byon-did';
const CALLER_HEADER = 'x-byon-caller';

/**
 * A number of AWS's own that carriers put into the Request-URI, because a Voice Connector refuses others
 * (field reports; AWS does not document it). It never is the number that was called.
 */
const ADMISSION_NUMBER = '+17035550122';

/** Each costs a look into the registry, and nobody diverts a call more often. */
const MOST_DIVERSIONS = 3;

/**
 * Where the signalling may name the number that was called, most trusted first: a header of ours, who
 * diverted the call, what another system passed on, the To, and last the SIP rule that only its calls take.
 */
export function dialledNumbers({ SipRuleId, Participants }: CallDetails): Candidate[] {
  const leg = callerLeg(Participants);
  const headers = headersOf(leg);
  const ours = leg?.Direction === 'Outbound' ? leg.From : leg?.To;
  const named = [
    ...numbersIn('header', [headers.get(DIALLED_HEADER)]),
    ...numbersIn('diversion', headers.get('diversion')?.split(',', MOST_DIVERSIONS) ?? []),
    ...numbersIn('user-to-user', [userToUser(headers.get('user-to-user'))]),
    ...numbersIn('to', [ours]),
  ].filter(({ number }) => number !== ADMISSION_NUMBER);
  return [...named, ...(SipRuleId ? [{ source: 'sip-rule', route: SipRuleId }] : [])];
}

/** What a caller without a number may say of itself; it goes into records and prompts. */
const LONGEST_NAME = 64;

/** Who calls: E.164 where the signalling has it, else what it says, as in "anonymous". */
export function callerOf({ Participants }: CallDetails): string {
  const leg = callerLeg(Participants);
  const said =
    headersOf(leg).get(CALLER_HEADER) ?? (leg?.Direction === 'Outbound' ? leg.To : leg?.From) ?? '';
  return toE164(said) ?? said.slice(0, LONGEST_NAME);
}

export function callerLeg(participants: readonly Participant[]): Participant | undefined {
  return participants.find(({ ParticipantTag }) => ParticipantTag === 'LEG-A');
}

function headersOf(leg: Participant | undefined): Map<string, string> {
  return new Map(Object.entries(leg?.SipHeaders ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
}

function numbersIn(source: string, texts: (string | undefined)[]): { source: string; number: string }[] {
  return texts.flatMap((text) => {
    const number = text && toE164(text);
    return number ? [{ source, number }] : [];
  });
}

/** RFC 7433: `hex…;encoding=hex`. */
function userToUser(value: string | undefined): string | undefined {
  const [data = '', ...parameters] = value?.split(';') ?? [];
  const hex = parameters.some((parameter) => /^\s*encoding\s*=\s*hex\s*$/i.test(parameter));
  return hex ? Buffer.from(data.trim(), 'hex').toString('utf8') : data;
}

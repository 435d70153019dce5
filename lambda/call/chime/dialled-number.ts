import type { CountryCode } from 'libphonenumber-js/max';
import { introductionIn, type Introduction } from '../../core/calls/introduction';
import { FROM, HEADER } from '../../core/calls/trust';
import { STAND_IN_NUMBER } from '../../core/carriers/admission';
import { toE164 } from '../../core/numbers/e164';
import type { Candidate } from '../../core/numbers/admission';
import type { CallDetails, Participant } from './events';

/** Where numbers without a country code may be at home, the likeliest first. */
export type HomeCountries = readonly CountryCode[];

/** Each costs a look into the registry, and nobody diverts a call more often. */
const MOST_DIVERSIONS = 3;

/**
 * Where the signalling may name the number that was called, most trusted first: a header of ours, who
 * diverted the call, whom the operator's own network was to reach, what another system passed on, the To, and
 * last the SIP rule that only its calls take.
 *
 * Events are documented to have X- headers, User-to-User and Diversion; what else comes is taken as well.
 */
export function dialledNumbers({ SipRuleId, Participants }: CallDetails, homes: HomeCountries): Candidate[] {
  const leg = callerLeg(Participants);
  const headers = headersOf(leg);
  const { ours } = endsOf(leg);
  const numbersIn = (source: string, ...texts: (string | undefined)[]) =>
    texts.flatMap((text) => candidatesIn(source, text, homes));
  return [
    ...numbersIn(HEADER, introductionIn(headers).number),
    ...numbersIn('diversion', ...(headers.get('diversion')?.split(',', MOST_DIVERSIONS) ?? [])),
    ...numbersIn('p-called-party-id', headers.get('p-called-party-id')),
    ...numbersIn('user-to-user', userToUser(headers.get('user-to-user'))),
    ...numbersIn('to', ours),
    ...(SipRuleId ? [{ source: 'sip-rule', route: SipRuleId }] : []),
  ];
}

/** On a call that we make, a carrier may name our number as the one that calls. */
export function callingNumbers({ Participants }: CallDetails, homes: HomeCountries): Candidate[] {
  return candidatesIn(FROM, endsOf(callerLeg(Participants)).theirs, homes);
}

/** What a caller without a number may say of itself; it goes into records and prompts. */
const LONGEST_NAME = 64;

/** Who calls by the From: E.164 where it can be read so, else what it says, as in "anonymous". */
export function callerOf({ Participants }: CallDetails, homes: HomeCountries): string {
  return nameOf(endsOf(callerLeg(Participants)).theirs, homes);
}

/** The numbers of From and To, in all ways that they can be read. */
export function numbersAtTheEnds({ Participants }: CallDetails, homes: HomeCountries): string[] {
  const { ours, theirs } = endsOf(callerLeg(Participants));
  return [...new Set([...readings(theirs, homes), ...readings(ours, homes)])];
}

/** What our headers say of a call, true or not; numbers in E.164. */
export function introductionOf({ Participants }: CallDetails, homes: HomeCountries): Partial<Introduction> {
  const said = introductionIn(headersOf(callerLeg(Participants)));
  const { number, caller } = said;
  return {
    ...said,
    ...(number !== undefined && { number: nameOf(number, homes) }),
    ...(caller !== undefined && { caller: nameOf(caller, homes) }),
  };
}

export function callerLeg(participants: readonly Participant[]): Participant | undefined {
  return participants.find(({ ParticipantTag }) => ParticipantTag === 'LEG-A');
}

/** A call that Amazon Chime places itself names our number in the From. */
function endsOf(leg: Participant | undefined): { ours: string; theirs: string } {
  const { To = '', From = '' } = leg ?? {};
  return leg?.Direction === 'Outbound' ? { ours: From, theirs: To } : { ours: To, theirs: From };
}

function headersOf(leg: Participant | undefined): Map<string, string> {
  return new Map(Object.entries(leg?.SipHeaders ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
}

function candidatesIn(source: string, text: string | undefined, homes: HomeCountries): Candidate[] {
  return readings(text, homes).map((number) => ({ source, number }));
}

/** As it stands first, then with each of the countries. The number by which a connector is entered is nobody's. */
function readings(text: string | undefined, homes: HomeCountries): string[] {
  if (text === undefined) return [];
  const numbers = [undefined, ...homes].map((country) => toE164(text, country));
  return [...new Set(numbers)].filter(
    (number): number is string => number !== undefined && number !== STAND_IN_NUMBER,
  );
}

function nameOf(text: string, homes: HomeCountries): string {
  return readings(text, homes)[0] ?? text.slice(0, LONGEST_NAME);
}

/** RFC 7433: `hex…;encoding=hex`. */
function userToUser(value: string | undefined): string | undefined {
  const [data = '', ...parameters] = value?.split(';') ?? [];
  const hex = parameters.some((parameter) => /^\s*encoding\s*=\s*hex\s*$/i.test(parameter));
  return hex ? Buffer.from(data.trim(), 'hex').toString('utf8') : data;
}

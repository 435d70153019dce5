import { stringify } from 'yaml';
import type { WrittenConfig } from './config-copy';
import { OURS } from './carriers';

/** A clinic in India that reminds people of appointments, from a number at Vobiz. */
export function callsOut(content: WrittenConfig): void {
  content.agents = {
    reminders: {
      language: 'en-IN',
      greeting: 'Namaste {{name}}, this is Sharma Clinics.',
      prompt: 'You remind {{name}} of an appointment.',
      variables: { name: 'there' },
      stt: 'openai/gpt-4o-mini-transcribe',
      llm: 'openai/gpt-4.1-mini',
      tts: 'openai/gpt-4o-mini-tts',
      tools: [{ type: 'end-call' }],
    },
  };
  content.carriers = { vobiz: { type: 'vobiz', secret: 'carriers/vobiz', applicationId: '17' } };
  content.endpoint = {};
  content.numbers = { [OURS.vobiz]: { agent: 'reminders', carrier: 'vobiz', takeover: true, dlt: DLT } };
  content.outbound = {
    countries: ['IN'],
    campaigns: true,
    carriers: { vobiz: { callsPerSecond: 5, callsAtOnce: 20 } },
  };
  content.scrubFeed = true;
  content.registryApi = true;
}

const DLT: WrittenConfig['numbers'][string]['dlt'] = {
  declaredPurposes: ['service'],
  subscriber: { legalName: 'Sharma Clinics', kycStatus: 'verified' },
  principalEntity: {
    id: '1001234567890123456',
    name: 'Sharma Clinics',
    portal: 'jio',
    validUntil: '2099-12-31',
  },
  telemarketer: { id: '1001234567890123457', role: 'delivery', validUntil: '2099-12-31' },
  binding: { status: 'active', letterOfAuthority: 'loa-1', since: '2025-01-01' },
  autodiallerNotices: [
    { accessProvider: 'jio', objective: 'reminders', notifiedOn: '2025-01-01', state: 'acknowledged' },
  ],
};

/** How the number of every callee begins. */
export const CALLEES = '+9198100000';
export const callee = (last: number) => `${CALLEES}${last}`;

/** A file for `byon consents import`. @param capturedAt milliseconds since the epoch. */
export function consentsOf(callees: readonly string[], capturedAt: number): string {
  const at = new Date(capturedAt).toISOString();
  const rows = callees.map((number, i) => `${number},form-${i},explicit,service,voice,${at},web form ${i}`);
  return ['number,id,kind,purposes,channel,capturedAt,proof', ...rows, ''].join('\n');
}

/** Settings for `byon campaign start`: at any hour of any day, as far as the rules let it. */
export function campaignOf(id: string): string {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  return stringify({
    id,
    number: OURS.vobiz,
    purpose: 'service',
    about: 'a reminder of an appointment',
    timeZone: 'Asia/Kolkata',
    endsAt: '2099-01-01T00:00',
    hours: { days, from: '00:00', to: '23:59' },
  });
}

/** A list for it. */
export function listOf(callees: readonly string[]): string {
  return ['callee,name', ...callees.map((number, i) => `${number},Guest ${i}`), ''].join('\n');
}

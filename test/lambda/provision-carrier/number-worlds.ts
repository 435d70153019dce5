import type { CarrierNumbersProperties } from '../../../lambda/provision-carrier/properties';
import { FakeExotel } from '../../fakes/exotel';
import { FakeTwilio } from '../../fakes/twilio';
import { FakeVobiz } from '../../fakes/vobiz';
import type { Account } from './carrier-life';

/** Where somebody else leads a number's calls. */
export type Place = 'nowhere' | 'first' | 'here' | 'there';
export const NUMBERS = ['+918071234561', '+918071234562', '+918071234563'] as const;

type Target = CarrierNumbersProperties['Target'];

/** An account at a carrier, and what a test sees and does there as somebody else. */
export interface NumberWorld extends Account {
  /** Two places where the stack may lead calls. */
  targets: readonly [Target, Target];
  /** Gives the account a number. */
  own(number: string, place: Place): void;
  /** Leads a number elsewhere, as by hand in the console. */
  move(number: string, place: Place): void;
  /** Where a number's calls go, whole. */
  routing(number: string): Readonly<Record<string, unknown>>;
  /** Whether nobody loses calls when the stack takes it. */
  isFree(number: string): boolean;
  /** Whether all that the stack has led them to is where they go. */
  isAt(number: string, target: Target): boolean;
  /** All that the numbers' routing does not show and that must not change. */
  rest(): unknown;
}

export const WORLDS = { twilio: twilioWorld, vobiz: vobizWorld, exotel: exotelWorld } as const;
export type WorldName = keyof typeof WORLDS;

function twilioWorld(): NumberWorld {
  const fake = new FakeTwilio();
  const { accountSid, username, password } = fake.credentials;
  const trunk = (DomainName: string) => String(fake.seed('POST', '/v1/Trunks', { DomainName })['sid']);
  const [ours, theirs] = [trunk('ours.pstn.twilio.com'), trunk('theirs.pstn.twilio.com')];
  const nothing = { trunk_sid: null, voice_application_sid: '', voice_url: '', status_callback: '' };
  const places: Record<Place, object> = {
    nowhere: nothing,
    first: { ...nothing, voice_url: 'https://demo.twilio.com/welcome/voice/' },
    here: {
      ...nothing,
      voice_url: 'https://customer.example/voice?a=1&b=2',
      voice_method: 'GET',
      status_callback: 'https://customer.example/status',
    },
    there: { ...nothing, trunk_sid: theirs, voice_url: 'https://customer.example/unused' },
  };
  const numbers = () => fake.snapshot().numbers;
  const find = (e164: string) => numbers().find(({ phone_number }) => phone_number === e164)!;
  const bridge = {
    Type: 'twilio-bridge' as const,
    VoiceUrl: 'https://bridge.example/twilio/voice',
    StatusCallback: 'https://bridge.example/twilio/status',
  };
  return {
    carrier: fake,
    secret: JSON.stringify({ accountSid, apiKeySid: username, apiKeySecret: password }),
    targets: [bridge, { Type: 'twilio-trunk', TrunkSid: ours }],
    own: (number, place) => void fake.ownNumber(number, places[place]),
    move: (number, place) => {
      const { trunk_sid, voice_url, voice_method, status_callback } = {
        voice_method: 'POST',
        ...places[place],
      } as ReturnType<typeof find>;
      const { sid, trunk_sid: now } = find(number);
      if (now !== null && trunk_sid === null) fake.seed('DELETE', `/v1/Trunks/${now}/PhoneNumbers/${sid}`);
      fake.seed('POST', `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers/${sid}.json`, {
        ...(trunk_sid !== null && { TrunkSid: trunk_sid }),
        VoiceUrl: voice_url,
        VoiceMethod: voice_method,
        StatusCallback: status_callback,
      });
    },
    routing: (number) => ({ ...find(number) }),
    isFree: (number) => {
      const { trunk_sid, voice_url } = find(number);
      return trunk_sid === null && (voice_url === '' || voice_url.startsWith('https://demo.twilio.com/'));
    },
    isAt: (number, target) => {
      const { trunk_sid, voice_url, status_callback } = find(number);
      if (target.Type === 'twilio-trunk') return trunk_sid === target.TrunkSid;
      const { VoiceUrl, StatusCallback } = target as typeof bridge;
      return trunk_sid === null && voice_url === VoiceUrl && status_callback === StatusCallback;
    },
    rest: () => ({ ...fake.snapshot(), numbers: numbers().map(({ sid }) => sid) }),
  };
}

function vobizWorld(): NumberWorld {
  const fake = new FakeVobiz();
  const trunk = (name: string) => {
    const body = { name, trunk_direction: 'inbound' };
    const path = { account: fake.credentials.authId };
    const made = fake.seed('CreateTrunk', { path, body }) as { trunk_id: string };
    return made.trunk_id;
  };
  const [ours, theirs] = [trunk('ours'), trunk('theirs')];
  const places: Record<Place, { trunk_group_id: string | null; application_id: string | null }> = {
    nowhere: { trunk_group_id: null, application_id: null },
    first: { trunk_group_id: null, application_id: null },
    here: { trunk_group_id: theirs, application_id: null },
    there: { trunk_group_id: theirs, application_id: '20202020' },
  };
  const find = (number: string) => fake.snapshot().numbers.find(({ e164 }) => e164 === number)!;
  return {
    carrier: fake,
    secret: JSON.stringify(fake.credentials),
    targets: [
      { Type: 'vobiz-application', ApplicationId: '10101010' },
      { Type: 'vobiz-trunk', TrunkId: ours },
    ],
    own: (number, place) => fake.ownNumber(number, places[place]),
    move: (number, place) => {
      const path = { account: fake.credentials.authId, number };
      const { trunk_group_id, application_id } = places[place];
      const now = find(number);
      if (now.trunk_group_id !== null) fake.seed('UnassignNumber', { path });
      if (now.application_id !== null) fake.seed('UnbindApplication', { path });
      if (trunk_group_id !== null) fake.seed('AssignNumber', { path, body: { trunk_group_id } });
      if (application_id !== null) fake.seed('BindApplication', { path, body: { application_id } });
    },
    routing: (number) => ({ ...find(number) }),
    isFree: (number) => find(number).trunk_group_id === null && find(number).application_id === null,
    isAt: (number, target) => {
      const { trunk_group_id, application_id } = find(number);
      if (target.Type === 'vobiz-trunk') return trunk_group_id === target.TrunkId && application_id === null;
      const { ApplicationId } = target as { ApplicationId: string };
      return trunk_group_id === null && application_id === ApplicationId;
    },
    rest: () => ({ ...fake.snapshot(), numbers: fake.snapshot().numbers.map(({ e164 }) => e164) }),
  };
}

function exotelWorld(): NumberWorld {
  const fake = new FakeExotel();
  const account = fake.credentials.accountSid;
  const body = { trunk_name: 'ours', nso_code: 'ANY-ANY', domain_name: `${account}.pstn.exotel.com` };
  fake.seed('CreateTrunk', { path: { account }, body });
  const [ours = ''] = fake.holdings().trunks;
  const flow = (id: string) => `http://my.exotel.com/${account}/exoml/start_voice/${id}`;
  const places: Record<Place, string | null> = {
    nowhere: null,
    first: null,
    here: flow('1001'),
    there: flow('1002'),
  };
  const find = (number: string) => fake.snapshot().numbers.find(({ e164 }) => e164 === number)!;
  return {
    carrier: fake,
    secret: JSON.stringify(fake.credentials),
    targets: [
      { Type: 'exotel-flow', Cluster: 'mumbai', FlowId: '2001', TrunkSid: ours },
      { Type: 'exotel-flow', Cluster: 'mumbai', FlowId: '2002', TrunkSid: ours },
    ],
    own: (number, place) => void fake.ownNumber(number, { voice_url: places[place] }),
    move: (number, place) => {
      const path = { account, number: find(number).sid };
      fake.seed('UpdateExophone', { path, body: { VoiceUrl: places[place] ?? '' } });
    },
    routing: (number) => ({ ...find(number) }),
    isFree: (number) => find(number).voice_url === null,
    isAt: (number, target) => find(number).voice_url === flow((target as { FlowId: string }).FlowId),
    // Exotel takes no number off a trunk: what is mapped goes with the trunk.
    rest: () => fake.holdings().numbers,
  };
}

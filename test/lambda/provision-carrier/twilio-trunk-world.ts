import { makeTrunkKey } from '../../../lambda/adapters/call-key';
import { markOf } from '../../../lambda/custom-resource/owner';
import { twilioTrunkKind } from '../../../lambda/provision-carrier/twilio-trunk';
import { FakeTwilio } from '../../fakes/twilio';
import { stackIdOf, type Properties } from '../custom-resource/cloudformation';
import { SECOND_SECRET_ARN, SECRET_ARN } from './carrier-life';
import { HOST, type TrunkWorld } from './trunk-world';

export const CALL_KEY_SECRET_ARN = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:call-key-AbCdEf';
export const CALL_KEY_SECRET = 'planted-call-key-secret-of-32-characters';

/** Of the trunk's owner. */
export const MARK = markOf({ stackId: stackIdOf(), logicalId: 'Trunk' });

/** Two ways to the connector, with a key, and two ranges. */
export const FIRST = {
  SecretArn: SECRET_ARN,
  Destinations: [
    { SipUri: `sip:${HOST};transport=tls;edge=ashburn`, Priority: 1, Weight: 10 },
    { SipUri: `sip:${HOST};transport=tls;edge=umatilla`, Priority: 2, Weight: 10 },
  ],
  Secure: true,
  AllowedRanges: ['3.80.16.0/23', '99.77.253.0/24'],
  CallKeySecretArn: CALL_KEY_SECRET_ARN,
  CarrierId: 'twilio',
};

/** @param alone whether others have nothing there. */
export function twilioTrunks({ alone = false } = {}) {
  const second = { accountSid: `AC${'0c'.repeat(16)}`, username: `SK${'0d'.repeat(16)}` };
  const fakes = [new FakeTwilio(), new FakeTwilio(second)] as const;
  const foreign = alone ? [] : fakes.flatMap(surround);
  return {
    accounts: [accountOf(fakes[0]), accountOf(fakes[1])],
    secrets: { [CALL_KEY_SECRET_ARN]: CALL_KEY_SECRET },
    foreign,
    type: 'Custom::ByonTwilioTrunk',
    kind: twilioTrunkKind,
    wishes: {
      first: FIRST,
      /** One way less, another one changed, no encryption, one range in the place of another. */
      changed: {
        ...FIRST,
        Destinations: [{ SipUri: `sip:${HOST};transport=tcp;edge=umatilla`, Priority: 2, Weight: 5 }],
        Secure: false,
        AllowedRanges: ['99.77.253.0/24', '99.77.247.0/24'],
      },
      /** For calls that come in by the bridge, and none that go out. */
      bare: { ...FIRST, Destinations: [], AllowedRanges: [] },
      moved: { ...FIRST, SecretArn: SECOND_SECRET_ARN },
    },
    ours: (fake) => oursAt(fake, foreign),
    expected,
    nothing: { trunks: [], lists: [] },
  } satisfies TrunkWorld<FakeTwilio>;
}

function accountOf(carrier: FakeTwilio) {
  const { accountSid, username, password } = carrier.credentials;
  return { carrier, secret: JSON.stringify({ accountSid, apiKeySid: username, apiKeySecret: password }) };
}

/** What others have, with names that are nearly ours. @returns its sids. */
function surround(fake: FakeTwilio): string[] {
  const names = [
    'byon',
    `byon/${MARK.slice(0, -1)}`,
    `byon/${MARK}0`,
    `Byon/${MARK}`,
    `byon/${MARK.slice(0, -1)}${MARK.endsWith('0') ? '1' : '0'}`,
  ];
  return [...names.flatMap((name, i) => others(fake, name, i)), fake.ownNumber('+14155550100')];
}

function others(fake: FakeTwilio, FriendlyName: string, i: number): string[] {
  const lists = `/2010-04-01/Accounts/${fake.credentials.accountSid}/SIP/IpAccessControlLists`;
  const seed = (path: string, params: Record<string, string>) =>
    fake.seed('POST', path, params)['sid'] as string;
  const trunk = seed('/v1/Trunks', { FriendlyName, DomainName: `theirs-${i}.pstn.twilio.com` });
  const list = seed(`${lists}.json`, { FriendlyName });
  const url = { FriendlyName, SipUrl: 'sip:theirs.example', Priority: '1', Weight: '1', Enabled: 'true' };
  const address = { FriendlyName, IpAddress: '198.51.100.7' };
  seed(`/v1/Trunks/${trunk}/IpAccessControlLists`, { IpAccessControlListSid: list });
  const number = fake.ownNumber(`+1415555020${i}`);
  seed(`/v1/Trunks/${trunk}/PhoneNumbers`, { PhoneNumberSid: number });
  return [
    trunk,
    list,
    number,
    seed(`/v1/Trunks/${trunk}/OriginationUrls`, url),
    seed(`${lists}/${list}/IpAddresses.json`, address),
  ];
}

/** What is not of others, without sids. */
export function oursAt(fake: FakeTwilio, foreign: readonly string[] = []) {
  const { trunks, originationUrls, accessLists, addresses, associations } = fake.snapshot();
  const lists = accessLists.filter(({ sid }) => !foreign.includes(sid));
  return {
    trunks: trunks
      .filter(({ sid }) => !foreign.includes(sid))
      .map(({ sid, ...trunk }) => ({
        ...trunk,
        urls: originationUrls
          .filter(({ trunk_sid }) => trunk_sid === sid)
          .map(({ sid: _, trunk_sid: __, ...url }) => url)
          .sort((a, b) => a.sip_url.localeCompare(b.sip_url)),
        allowed: lists.filter((list) => associations.includes(`${sid}/${list.sid}`)).length,
      })),
    lists: lists.map(({ sid, friendly_name }) => ({
      friendly_name,
      ranges: addresses
        .filter(({ ip_access_control_list_sid }) => ip_access_control_list_sid === sid)
        .map(({ ip_address, cidr_prefix_length }) => `${ip_address}/${cidr_prefix_length}`)
        .sort(),
    })),
  };
}

function expected(wish: Properties): ReturnType<typeof oursAt> {
  const { Destinations, Secure, AllowedRanges } = wish as typeof FIRST;
  const friendly_name = `byon/${MARK}`;
  const key = makeTrunkKey('twilio', CALL_KEY_SECRET);
  return {
    trunks: [
      {
        friendly_name,
        domain_name: `byon-${MARK.slice(0, 20)}.pstn.twilio.com`,
        disaster_recovery_url: null,
        disaster_recovery_method: 'POST',
        transfer_mode: 'disable-all',
        transfer_caller_id: 'from-transferee',
        secure: Secure,
        cnam_lookup_enabled: false,
        urls: Destinations.map(({ SipUri, Priority, Weight }) => ({
          weight: Weight,
          priority: Priority,
          enabled: true,
          friendly_name: HOST,
          sip_url: `${SipUri}?X-Byon-Key=${key}`,
        })),
        allowed: AllowedRanges.length > 0 ? 1 : 0,
      },
    ],
    lists: AllowedRanges.length > 0 ? [{ friendly_name, ranges: [...AllowedRanges].sort() }] : [],
  };
}

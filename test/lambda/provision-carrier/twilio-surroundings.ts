import type { FakeTwilio } from '../../fakes/twilio';
import type { TwilioStack } from './twilio-stack';

type Seeded = Record<string, string>;

/** What others have at Twilio, with names that are nearly ours. @returns its sids. */
export function surround(twilio: TwilioStack): string[] {
  const { mark } = twilio;
  const names = [
    'byon',
    `byon/${mark.slice(0, -1)}`,
    `byon/${mark}0`,
    `Byon/${mark}`,
    `byon/${mark.slice(0, -1)}${mark.endsWith('0') ? '1' : '0'}`,
  ];
  return [twilio.ours, twilio.second].flatMap((fake) => [
    ...names.flatMap((name, i) => others(fake, name, i)),
    fake.ownNumber('+14155550100'),
  ]);
}

function others(fake: FakeTwilio, FriendlyName: string, i: number): string[] {
  const lists = `/2010-04-01/Accounts/${fake.credentials.accountSid}/SIP/IpAccessControlLists`;
  const seed = (path: string, params: Seeded) => fake.seed('POST', path, params)['sid'] as string;
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

/** What is ours at Twilio, without sids, for comparison: the trunks with our mark, and our lists. */
export function oursIn(fake: FakeTwilio, mark: string) {
  const { trunks, originationUrls, accessLists, addresses, associations } = fake.snapshot();
  const name = `byon/${mark}`;
  const lists = accessLists.filter(({ friendly_name }) => friendly_name === name);
  const rangesOf = (list: string) =>
    addresses
      .filter(({ ip_access_control_list_sid: sid }) => sid === list)
      .map(({ ip_address, cidr_prefix_length }) => `${ip_address}/${cidr_prefix_length}`)
      .sort();
  return {
    trunks: trunks
      .filter(({ friendly_name }) => friendly_name === name)
      .map(({ sid, ...trunk }) => ({
        ...trunk,
        urls: originationUrls
          .filter(({ trunk_sid }) => trunk_sid === sid)
          .map(({ sip_url, priority, weight, enabled, friendly_name }) => ({
            ...{ sip_url, priority, weight, enabled, friendly_name },
          }))
          .sort((a, b) => a.sip_url.localeCompare(b.sip_url)),
        allowed: lists.filter((list) => associations.includes(`${sid}/${list.sid}`)).length,
      })),
    lists: lists.map(({ sid }) => rangesOf(sid)),
  };
}

/** Requests that wanted to change something of others. */
export function touched(fake: FakeTwilio, foreign: readonly string[]) {
  return fake
    .mutations()
    .filter(({ sids, params }) =>
      [...Object.values(sids), ...Object.values(params)].some((sid) => foreign.includes(sid)),
    );
}

import {
  associateAccessList,
  attachNumber,
  createAccessList,
  createAllowedAddress,
  createOriginationUrl,
  createTrunk,
  deleteAccessList,
  deleteAllowedAddress,
  deleteOriginationUrl,
  deleteTrunk,
  detachNumber,
  dissociateAccessList,
  listAccessLists,
  listAllowedAddresses,
  listAssociatedAccessLists,
  listOriginationUrls,
  listTrunkNumbers,
  listTrunks,
  readNumber,
  readTrunk,
  updateOriginationUrl,
  updateTrunk,
  type TwilioConnection,
} from '../../../../../lambda/adapters/carriers/twilio';
import type { FakeTwilio } from '../../../../fakes/twilio';
import { connected, TRUNK } from './connected';

const URL_SETTINGS = {
  friendlyName: 'byon/1a2b/Trunk',
  sipUrl: 'sip:abc.voiceconnector.chime.aws;transport=tls;edge=ashburn?X-Byon-Key=hush',
  priority: 1,
  weight: 10,
  enabled: true,
};

let fake: FakeTwilio;
let twilio: TwilioConnection;

beforeEach(async () => {
  ({ fake, twilio } = await connected());
});
afterEach(async () => {
  expect(fake.forbidden).toEqual([]);
  await fake.close();
});

describe('a trunk', () => {
  it('is made, found, changed and removed', async () => {
    const made = await createTrunk(twilio, TRUNK);
    expect(made).toEqual({ sid: made.sid, ...TRUNK });
    await expect(readTrunk(twilio, made.sid)).resolves.toEqual(made);

    const changed = await updateTrunk(twilio, made.sid, { secure: false });
    expect(changed).toEqual({ ...made, secure: false });
    await expect(listTrunks(twilio)).resolves.toEqual([changed]);

    await deleteTrunk(twilio, made.sid);
    await expect(listTrunks(twilio)).resolves.toEqual([]);
  });

  it('is gone when it was gone before', async () => {
    await expect(deleteTrunk(twilio, `TK${'0'.repeat(32)}`)).resolves.toBeUndefined();
  });

  it('can not take the domain of another', async () => {
    await createTrunk(twilio, TRUNK);

    await expect(createTrunk(twilio, TRUNK)).rejects.toThrow(
      'twilio: POST /v1/Trunks: it answered 400 (20001): DomainName is in use',
    );
  });

  it('is found over all pages of the list', async () => {
    fake.settings.pageSize = 2;
    for (const n of [1, 2, 3, 4, 5]) {
      await createTrunk(twilio, { ...TRUNK, domainName: `byon-${n}.pstn.twilio.com` });
    }

    const domains = (await listTrunks(twilio)).map(({ domainName }) => domainName);

    expect(domains).toEqual([1, 2, 3, 4, 5].map((n) => `byon-${n}.pstn.twilio.com`));
  });

  it('keeps its origination URLs', async () => {
    const { sid } = await createTrunk(twilio, TRUNK);
    const made = await createOriginationUrl(twilio, sid, URL_SETTINGS);
    expect(made).toEqual({ sid: made.sid, ...URL_SETTINGS });

    const changed = await updateOriginationUrl(twilio, sid, made.sid, { ...URL_SETTINGS, priority: 2 });
    await expect(listOriginationUrls(twilio, sid)).resolves.toEqual([changed]);
    expect(changed.priority).toBe(2);

    await deleteOriginationUrl(twilio, sid, made.sid);
    await deleteOriginationUrl(twilio, sid, made.sid);
    await expect(listOriginationUrls(twilio, sid)).resolves.toEqual([]);
    expect(JSON.stringify(fake.journal)).not.toMatch('hush');
  });
});

describe('a number', () => {
  it('is put on a trunk and taken off, and stays in the account', async () => {
    const number = fake.ownNumber('+14155550100');
    const { sid } = await createTrunk(twilio, TRUNK);

    const attached = await attachNumber(twilio, sid, number);
    expect(attached).toEqual({ sid: number, e164: '+14155550100' });
    await expect(listTrunkNumbers(twilio, sid)).resolves.toEqual([attached]);

    await detachNumber(twilio, sid, number);
    await detachNumber(twilio, sid, number);
    await expect(listTrunkNumbers(twilio, sid)).resolves.toEqual([]);
    expect(fake.holdings().numbers).toEqual([number]);
  });

  it('stays in the account when its trunk is removed', async () => {
    const number = fake.ownNumber('+14155550100');
    const { sid } = await createTrunk(twilio, TRUNK);
    await attachNumber(twilio, sid, number);

    await deleteTrunk(twilio, sid);

    await expect(readNumber(twilio, number)).resolves.toMatchObject({ routing: { trunkSid: '' } });
  });
});

describe('an access list', () => {
  it('has addresses, is given to a trunk, and goes', async () => {
    const list = await createAccessList(twilio, 'byon/1a2b/Trunk');
    const range = { friendlyName: 'us-east-1', ipAddress: '3.80.16.0', prefixLength: 23 };
    const address = await createAllowedAddress(twilio, list.sid, range);
    expect(address).toEqual({ sid: address.sid, ...range });
    const { sid } = await createTrunk(twilio, TRUNK);

    await associateAccessList(twilio, sid, list.sid);
    await expect(listAssociatedAccessLists(twilio, sid)).resolves.toEqual([list]);
    await expect(listAccessLists(twilio)).resolves.toEqual([list]);
    await expect(listAllowedAddresses(twilio, list.sid)).resolves.toEqual([address]);

    for (let twice = 0; twice < 2; twice++) {
      await dissociateAccessList(twilio, sid, list.sid);
      await deleteAllowedAddress(twilio, list.sid, address.sid);
      await deleteAccessList(twilio, list.sid);
    }
    expect(fake.holdings()).toMatchObject({ accessLists: [], addresses: [], associations: [] });
  });
});

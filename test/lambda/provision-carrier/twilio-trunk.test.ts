import { makeTrunkKey, verifyTrunkKey } from '../../../lambda/adapters/call-key';
import type { FakeTwilio } from '../../fakes/twilio';
import { SECRET_ARN } from './carrier-life';
import { TrunkStack } from './trunk-stack';
import { CALL_KEY_SECRET, FIRST, MARK, oursAt, twilioTrunks } from './twilio-trunk-world';

const WRONG_SECRET_ARN = SECRET_ARN.replace('carrier-', 'wrong-');
const EMPTY_SECRET_ARN = SECRET_ARN.replace('carrier-', 'empty-');

let twilio: TrunkStack<FakeTwilio>;
let fake: FakeTwilio;
let second: FakeTwilio;

beforeEach(() => {
  twilio = new TrunkStack(twilioTrunks({ alone: true }));
  const { secret } = twilio.world.accounts[0];
  twilio.life.secrets.set(WRONG_SECRET_ARN, secret.replace('a-secret-of-the-key', 'an-old-secret'));
  [fake, second] = [twilio.world.accounts[0].carrier, twilio.world.accounts[1].carrier];
});
afterEach(() => {
  expect([...fake.forbidden, ...second.forbidden]).toEqual([]);
});

const live = () => oursAt(fake);
const sidOfTrunk = () => twilio.stack.data('Trunk')['TrunkSid']!;

describe('a trunk', () => {
  it('has the mark of its owner as its name, and a domain that nobody guesses', async () => {
    await twilio.deploy('first');

    const [trunk] = live().trunks;
    expect(trunk).toMatchObject({
      friendly_name: `byon/${MARK}`,
      domain_name: `byon-${MARK.slice(0, 20)}.pstn.twilio.com`,
      secure: true,
      transfer_mode: 'disable-all',
    });
    expect(trunk!.friendly_name.length).toBeLessThanOrEqual(64);
  });

  it('tells its sid and where it takes calls', async () => {
    await twilio.deploy('first');

    const [sid] = fake.holdings().trunks;
    expect(twilio.stack.physicalId('Trunk')).toBe(`twilio:${sid}`);
    expect(twilio.stack.data('Trunk')).toEqual({
      TrunkSid: sid,
      TerminationHost: `byon-${MARK.slice(0, 20)}.pstn.twilio.com`,
    });
  });

  it('calls the connector with the key of its carrier, which no answer and no log shows', async () => {
    await twilio.deploy('first');

    const urls = live().trunks[0]!.urls.map(({ sip_url }) => sip_url);
    const keys = urls.map((url) => url.split('?X-Byon-Key=')[1]!);
    expect(keys.map((key) => verifyTrunkKey(key, 'twilio', CALL_KEY_SECRET))).toEqual([true, true]);
    expect(urls[0]).toMatch(/^sip:[^?]+;transport=tls;edge=ashburn\?X-Byon-Key=[0-9a-f]{64}$/);
    const shown = JSON.stringify([twilio.stack.bodies, twilio.life.log.entries, fake.journal]);
    expect(shown).not.toContain(makeTrunkKey('twilio', CALL_KEY_SECRET));
  });

  it('calls without a key where there is none', async () => {
    const { CallKeySecretArn: _, ...keyless } = FIRST;

    await twilio.deploy(keyless);

    expect(live().trunks[0]!.urls.map(({ sip_url }) => sip_url)).toEqual(
      FIRST.Destinations.map(({ SipUri }) => SipUri),
    );
  });

  it('is put right again where somebody has changed it by hand', async () => {
    await twilio.deploy('first');
    const before = live();
    const path = `/v1/Trunks/${sidOfTrunk()}`;
    const theirs = { SipUrl: 'sip:elsewhere.example', Weight: '1', Priority: '0', Enabled: 'true' };
    fake.seed('POST', path, { Secure: 'false', TransferMode: 'enable-all' });
    fake.seed('POST', `${path}/OriginationUrls`, { ...theirs, FriendlyName: 'by hand' });

    await twilio.deploy('bare');
    await twilio.deploy('first');

    expect(live()).toEqual(before);
  });

  it('that somebody has deleted by hand is made anew, with the access list that is still there', async () => {
    await twilio.deploy('first');
    const gone = sidOfTrunk();
    const { accessLists } = fake.holdings();
    fake.seed('DELETE', `/v1/Trunks/${gone}`);

    await twilio.deploy({ ...FIRST, Secure: false });

    expect(sidOfTrunk()).not.toBe(gone);
    expect(live().trunks).toMatchObject([{ allowed: 1, secure: false }]);
    expect(fake.holdings().accessLists).toEqual(accessLists);
  });

  it('that somebody has deleted by hand leaves nothing when the stack goes', async () => {
    await twilio.deploy('first');
    fake.seed('DELETE', `/v1/Trunks/${sidOfTrunk()}`);

    expect(await twilio.stack.delete()).toBe('COMPLETE');

    expect(fake.holdings()).toMatchObject({ accessLists: [], addresses: [], associations: [] });
  });

  it('can have a domain of which its account knows nothing only by a fault, which is told', async () => {
    const DomainName = `byon-${MARK.slice(0, 20)}.pstn.twilio.com`;
    const { sid } = fake.seed('POST', '/v1/Trunks', { FriendlyName: 'renamed', DomainName });

    expect(await twilio.deploy('first')).toBe('ROLLBACK_COMPLETE');

    expect(twilio.stack.reasons[0]).toContain('DomainName is in use');
    expect(fake.holdings()).toMatchObject({ trunks: [sid], accessLists: [], originationUrls: [] });
  });

  it('is left as it is by a deployment without a change', async () => {
    await twilio.deploy('first');
    const { length } = fake.mutations();

    await twilio.deploy({ ...FIRST, CarrierId: 'twilio', Secure: 'true' });
    twilio.stack.next('Update', 'sends it twice');
    await twilio.deploy({ ...FIRST, AllowedRanges: [...FIRST.AllowedRanges].reverse() });

    expect(fake.mutations()).toHaveLength(length);
  });
});

describe('an access list', () => {
  it('lets single addresses in too', async () => {
    await twilio.deploy({ ...FIRST, AllowedRanges: ['198.51.100.7', '3.80.16.0/23'] });

    expect(live().lists).toMatchObject([{ ranges: ['198.51.100.7/32', '3.80.16.0/23'] }]);
  });

  it('is never a list of credentials, by which Twilio would ask the connector for a password', async () => {
    await twilio.deploy('first');

    expect(fake.journal.some(({ operation }) => /credential/i.test(operation))).toBe(false);
  });

  it('of somebody else stays on our trunk, and goes from nowhere', async () => {
    await twilio.deploy('first');
    const lists = `/2010-04-01/Accounts/${fake.credentials.accountSid}/SIP/IpAccessControlLists.json`;
    const theirs = fake.seed('POST', lists, { FriendlyName: 'office' })['sid'] as string;
    const path = `/v1/Trunks/${sidOfTrunk()}/IpAccessControlLists`;
    fake.seed('POST', path, { IpAccessControlListSid: theirs });

    await twilio.deploy('bare');
    expect(fake.holdings().associations).toEqual([`${sidOfTrunk()}/${theirs}`]);

    expect(await twilio.stack.delete()).toBe('COMPLETE');
    expect(fake.holdings().accessLists).toEqual([theirs]);
  });
});

describe('a number that somebody put on the trunk by hand', () => {
  it('keeps it from being deleted, until it is taken off', async () => {
    await twilio.deploy('first');
    const number = fake.ownNumber('+14155550177', { trunk_sid: sidOfTrunk() });
    const before = fake.snapshot();

    expect(await twilio.stack.delete()).toBe('FAILED');

    expect(fake.snapshot()).toEqual(before);
    expect(twilio.stack.reasons.at(-1)).toMatch(
      /a number is still on the trunk TK[0-9a-f]{32}, put there by hand; take them off in Twilio's console/,
    );
    expect(JSON.stringify(twilio.stack.bodies)).not.toContain('5550177');

    fake.seed('DELETE', `/v1/Trunks/${sidOfTrunk()}/PhoneNumbers/${number}`);
    expect(await twilio.stack.delete()).toBe('COMPLETE');
    expect(fake.holdings()).toMatchObject({ trunks: [], accessLists: [], numbers: [number] });
  });
});

describe('credentials', () => {
  it.each([
    ['that Twilio refuses', WRONG_SECRET_ARN, 'it answered 401'],
    ['that are missing', EMPTY_SECRET_ARN, 'holds nothing; fill it'],
  ])('%s make a Create fail that CloudFormation can clear away', async (_, SecretArn, reason) => {
    expect(await twilio.deploy({ ...FIRST, SecretArn })).toBe('ROLLBACK_COMPLETE');
    await twilio.stack.deleteGivenUp();

    expect(twilio.stack.answers.map(({ Status }) => Status)).toEqual(['FAILED', 'SUCCESS']);
    expect(twilio.stack.reasons[0]).toContain(reason);
    expect(fake.mutations()).toEqual([]);
  });

  it('that are refused from the making on make the Delete fail, since a trunk may be there', async () => {
    fake.faults.after('CreateTrunk');
    fake.faults.before({ call: 3 }, { status: 401, code: 20003, times: 100 });

    await twilio.deploy('first');
    expect(twilio.stack.answers.map(({ Status }) => Status)).toEqual([
      'FAILED',
      'FAILED',
      'FAILED',
      'FAILED',
    ]);

    twilio.life.calm();
    await twilio.stack.deleteGivenUp();
    expect(fake.holdings().trunks).toEqual([]);
  });

  it.each([
    ['that Twilio refuses', WRONG_SECRET_ARN],
    ['that are missing', EMPTY_SECRET_ARN],
  ])('%s take nothing away from a stack that comes back from them', async (_, SecretArn) => {
    await twilio.deploy('first');
    const before = fake.snapshot();

    expect(await twilio.deploy({ ...FIRST, SecretArn })).toBe('ROLLBACK_COMPLETE');

    expect(fake.snapshot()).toEqual(before);
  });

  it('of another account move the trunk there, and leave nothing in the first', async () => {
    await twilio.deploy('first');

    expect(await twilio.deploy('moved')).toBe('COMPLETE');

    expect(live()).toEqual({ trunks: [], lists: [] });
    expect(oursAt(second).trunks).toMatchObject([{ allowed: 1 }]);
  });

  it('of another account, to which the move was never answered, lose what it made there', async () => {
    await twilio.deploy('first');
    const before = fake.snapshot();
    twilio.stack.next('Update', 'loses the answer');

    expect(await twilio.deploy('moved')).toBe('ROLLBACK_COMPLETE');

    expect(oursAt(second)).toEqual({ trunks: [], lists: [] });
    expect(fake.snapshot()).toEqual(before);
  });
});

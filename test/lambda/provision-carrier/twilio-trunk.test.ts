import { makeTrunkKey, verifyTrunkKey } from '../../../lambda/adapters/call-key';
import { BARE, CALL_KEY_SECRET, FIRST, MOVED, SECRETS, templateOf, TwilioStack } from './twilio-stack';
import { oursIn } from './twilio-surroundings';

let twilio: TwilioStack;

beforeEach(async () => {
  twilio = await TwilioStack.open();
});
afterEach(async () => {
  expect([...twilio.ours.forbidden, ...twilio.second.forbidden]).toEqual([]);
  await twilio.close();
});

const live = () => oursIn(twilio.ours, twilio.mark);
const sidOfTrunk = () => twilio.stack.data('Trunk')['TrunkSid']!;

describe('a trunk', () => {
  it('has the mark of its owner as its name, and a domain that nobody guesses', async () => {
    await twilio.stack.deploy(templateOf(FIRST));

    const [trunk] = live().trunks;
    expect(trunk).toMatchObject({
      friendly_name: `byon/${twilio.mark}`,
      domain_name: `byon-${twilio.mark.slice(0, 20)}.pstn.twilio.com`,
      secure: true,
      transfer_mode: 'disable-all',
    });
    expect(trunk!.friendly_name.length).toBeLessThanOrEqual(64);
  });

  it('tells its sid and where it takes calls', async () => {
    await twilio.stack.deploy(templateOf(FIRST));

    const [sid] = twilio.ours.holdings().trunks;
    expect(twilio.stack.physicalId('Trunk')).toBe(`twilio:${sid}`);
    expect(twilio.stack.data('Trunk')).toEqual({
      TrunkSid: sid,
      TerminationHost: `byon-${twilio.mark.slice(0, 20)}.pstn.twilio.com`,
    });
  });

  it('calls the connector with the key of its carrier, which no answer and no log shows', async () => {
    await twilio.stack.deploy(templateOf(FIRST));

    const urls = live().trunks[0]!.urls.map(({ sip_url }) => sip_url);
    const keys = urls.map((url) => url.split('?X-Byon-Key=')[1]!);
    expect(keys.map((key) => verifyTrunkKey(key, 'twilio', CALL_KEY_SECRET))).toEqual([true, true]);
    expect(urls[0]).toMatch(/^sip:[^?]+;transport=tls;edge=ashburn\?X-Byon-Key=[0-9a-f]{64}$/);
    const shown = JSON.stringify([twilio.stack.bodies, twilio.log.entries, twilio.ours.journal]);
    expect(shown).not.toContain(makeTrunkKey('twilio', CALL_KEY_SECRET));
  });

  it('calls without a key where there is none', async () => {
    const { CallKeySecretArn: _, ...keyless } = FIRST;

    await twilio.stack.deploy(templateOf(keyless));

    expect(live().trunks[0]!.urls.map(({ sip_url }) => sip_url)).toEqual(
      (FIRST['Destinations'] as { SipUri: string }[]).map(({ SipUri }) => SipUri),
    );
  });

  it('is put right again where somebody has changed it by hand', async () => {
    await twilio.stack.deploy(templateOf(FIRST));
    const before = live();
    const path = `/v1/Trunks/${sidOfTrunk()}`;
    const theirs = { SipUrl: 'sip:elsewhere.example', Weight: '1', Priority: '0', Enabled: 'true' };
    twilio.ours.seed('POST', path, { Secure: 'false', TransferMode: 'enable-all' });
    twilio.ours.seed('POST', `${path}/OriginationUrls`, { ...theirs, FriendlyName: 'by hand' });

    await twilio.stack.deploy(templateOf(BARE));
    await twilio.stack.deploy(templateOf(FIRST));

    expect(live()).toEqual(before);
  });

  it('that somebody has deleted by hand is made anew, with the access list that is still there', async () => {
    await twilio.stack.deploy(templateOf(FIRST));
    const gone = sidOfTrunk();
    const { accessLists } = twilio.ours.holdings();
    twilio.ours.seed('DELETE', `/v1/Trunks/${gone}`);

    await twilio.stack.deploy(templateOf({ ...FIRST, Secure: false }));

    expect(sidOfTrunk()).not.toBe(gone);
    expect(live().trunks).toMatchObject([{ allowed: 1, secure: false }]);
    expect(twilio.ours.holdings().accessLists).toEqual(accessLists);
  });

  it('that somebody has deleted by hand leaves nothing when the stack goes', async () => {
    await twilio.stack.deploy(templateOf(FIRST));
    twilio.ours.seed('DELETE', `/v1/Trunks/${sidOfTrunk()}`);

    expect(await twilio.stack.delete()).toBe('COMPLETE');

    expect(twilio.ours.holdings()).toMatchObject({ accessLists: [], addresses: [], associations: [] });
  });

  it('can have a domain of which its account knows nothing only by a fault, which is told', async () => {
    const DomainName = `byon-${twilio.mark.slice(0, 20)}.pstn.twilio.com`;
    const { sid } = twilio.ours.seed('POST', '/v1/Trunks', { FriendlyName: 'renamed', DomainName });

    expect(await twilio.stack.deploy(templateOf(FIRST))).toBe('ROLLBACK_COMPLETE');

    expect(twilio.stack.reasons[0]).toContain('DomainName is in use');
    expect(twilio.ours.holdings()).toMatchObject({ trunks: [sid], accessLists: [], originationUrls: [] });
  });

  it('is left as it is by a deployment without a change', async () => {
    await twilio.stack.deploy(templateOf(FIRST));
    const { length } = twilio.ours.mutations();

    await twilio.stack.deploy(templateOf({ ...FIRST, CarrierId: 'twilio', Secure: 'true' }));
    twilio.stack.next('Update', 'sends it twice');
    await twilio.stack.deploy(
      templateOf({ ...FIRST, AllowedRanges: [...(FIRST['AllowedRanges'] as [])].reverse() }),
    );

    expect(twilio.ours.mutations()).toHaveLength(length);
  });
});

describe('an access list', () => {
  it('lets single addresses in too', async () => {
    await twilio.stack.deploy(templateOf({ ...FIRST, AllowedRanges: ['198.51.100.7', '3.80.16.0/23'] }));

    expect(live().lists).toEqual([['198.51.100.7/32', '3.80.16.0/23']]);
  });

  it('is never a list of credentials, by which Twilio would ask the connector for a password', async () => {
    await twilio.stack.deploy(templateOf(FIRST));

    expect(twilio.ours.journal.some(({ operation }) => /credential/i.test(operation))).toBe(false);
  });

  it('of somebody else stays on our trunk, and goes from nowhere', async () => {
    await twilio.stack.deploy(templateOf(FIRST));
    const lists = `/2010-04-01/Accounts/${twilio.ours.credentials.accountSid}/SIP/IpAccessControlLists.json`;
    const theirs = twilio.ours.seed('POST', lists, { FriendlyName: 'office' })['sid'] as string;
    const path = `/v1/Trunks/${sidOfTrunk()}/IpAccessControlLists`;
    twilio.ours.seed('POST', path, { IpAccessControlListSid: theirs });

    await twilio.stack.deploy(templateOf(BARE));
    expect(twilio.ours.holdings().associations).toEqual([`${sidOfTrunk()}/${theirs}`]);

    expect(await twilio.stack.delete()).toBe('COMPLETE');
    expect(twilio.ours.holdings().accessLists).toEqual([theirs]);
  });
});

describe('a number that somebody put on the trunk by hand', () => {
  it('keeps it from being deleted, until it is taken off', async () => {
    await twilio.stack.deploy(templateOf(FIRST));
    const number = twilio.ours.ownNumber('+14155550177', { trunk_sid: sidOfTrunk() });
    const before = twilio.ours.snapshot();

    expect(await twilio.stack.delete()).toBe('FAILED');

    expect(twilio.ours.snapshot()).toEqual(before);
    expect(twilio.stack.reasons.at(-1)).toMatch(
      /a number is still on the trunk TK[0-9a-f]{32}, put there by hand; take them off in Twilio's console/,
    );
    expect(JSON.stringify(twilio.stack.bodies)).not.toContain('5550177');

    twilio.ours.seed('DELETE', `/v1/Trunks/${sidOfTrunk()}/PhoneNumbers/${number}`);
    expect(await twilio.stack.delete()).toBe('COMPLETE');
    expect(twilio.ours.holdings()).toMatchObject({ trunks: [], accessLists: [], numbers: [number] });
  });
});

describe('credentials', () => {
  it.each([
    ['that Twilio refuses', SECRETS.wrong, 'it answered 401'],
    ['that are missing', SECRETS.empty, 'is empty; fill it'],
  ])('%s make a Create fail that CloudFormation can clear away', async (_, SecretArn, reason) => {
    expect(await twilio.stack.deploy(templateOf({ ...FIRST, SecretArn }))).toBe('ROLLBACK_COMPLETE');
    await twilio.stack.deleteGivenUp();

    expect(twilio.stack.answers.map(({ Status }) => Status)).toEqual(['FAILED', 'SUCCESS']);
    expect(twilio.stack.reasons[0]).toContain(reason);
    expect(twilio.ours.mutations()).toEqual([]);
  });

  it('that are refused from the making on make the Delete fail, since a trunk may be there', async () => {
    twilio.ours.faults.after('CreateTrunk');
    twilio.ours.faults.before({ call: 3 }, { status: 401, code: 20003, times: 100 });

    await twilio.stack.deploy(templateOf(FIRST));
    expect(twilio.stack.answers.map(({ Status }) => Status)).toEqual([
      'FAILED',
      'FAILED',
      'FAILED',
      'FAILED',
    ]);

    twilio.calm();
    await twilio.stack.deleteGivenUp();
    expect(twilio.ours.holdings().trunks).toEqual([]);
  });

  it.each([
    ['that Twilio refuses', SECRETS.wrong],
    ['that are missing', SECRETS.empty],
  ])('%s take nothing away from a stack that comes back from them', async (_, SecretArn) => {
    await twilio.stack.deploy(templateOf(FIRST));
    const before = twilio.ours.snapshot();

    expect(await twilio.stack.deploy(templateOf({ ...FIRST, SecretArn }))).toBe('ROLLBACK_COMPLETE');

    expect(twilio.ours.snapshot()).toEqual(before);
  });

  it('of another account move the trunk there, and leave nothing in the first', async () => {
    await twilio.stack.deploy(templateOf(FIRST));

    expect(await twilio.stack.deploy(templateOf(MOVED))).toBe('COMPLETE');

    expect(live()).toEqual({ trunks: [], lists: [] });
    expect(oursIn(twilio.second, twilio.mark).trunks).toMatchObject([{ allowed: 1 }]);
  });

  it('of another account, to which the move was never answered, lose what it made there', async () => {
    await twilio.stack.deploy(templateOf(FIRST));
    const before = twilio.ours.snapshot();
    twilio.stack.next('Update', 'loses the answer');

    expect(await twilio.stack.deploy(templateOf(MOVED))).toBe('ROLLBACK_COMPLETE');

    expect(oursIn(twilio.second, twilio.mark)).toEqual({ trunks: [], lists: [] });
    expect(twilio.ours.snapshot()).toEqual(before);
  });
});

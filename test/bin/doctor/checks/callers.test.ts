import { signallingRangesOf } from '../../../../lib/carriers/signalling-ranges';
import { Surroundings } from '../../surroundings';
import { examine } from '../examine';

const TWILIO = signallingRangesOf('twilio')!.ranges;

let laptop: Surroundings;
beforeEach(async () => {
  laptop = await Surroundings.open();
});
afterEach(() => laptop.close());

describe('the config', () => {
  it('lets in what a carrier calls from', async () => {
    expect((await examine(laptop)).of('callers')).toEqual([
      {
        check: 'callers',
        status: 'ok',
        detail: `the config lets in 8 ranges; carrier data of 2026-11-22`,
      },
    ]);
  });

  it('lets in nobody', async () => {
    expect((await examine(laptop, { endpoint: {} })).of('callers')).toEqual([
      {
        check: 'callers',
        status: 'warning',
        detail: 'the config lets no carrier call',
        next: 'name your carriers under carriers, or in endpoint.callsFrom: twilio, vobiz, or their IPv4 ranges',
      },
    ]);
  });

  it('lets in the carriers that it has, without naming them in the endpoint', async () => {
    const carriers = { main: { type: 'twilio', secret: 'twilio-secret', admission: 'stand-in' } };
    expect((await examine(laptop, { endpoint: {}, carriers })).of('callers')).toMatchObject([
      { status: 'ok', detail: 'the config lets in 8 ranges; carrier data of 2026-11-22' },
    ]);
  });

  it("holds some of a carrier's ranges, as somebody copied them years ago", async () => {
    const { of } = await examine(laptop, { endpoint: { callsFrom: TWILIO.slice(0, 6) } });
    expect(of('callers')).toEqual([
      {
        check: 'callers',
        status: 'warning',
        detail: `twilio also calls from ${TWILIO.slice(6).join(', ')}, which the config does not let in`,
        next: expect.stringMatching(/^write twilio in endpoint\.callsFrom instead of its ranges \(https:/),
      },
    ]);
  });

  it.each([
    ['2027-05-21', 'ok'],
    ['2027-05-22', 'warning'],
  ])('on %s trusts the data of 2026-11-22: %s', async (today, status) => {
    expect((await examine(laptop, {}, { today })).of('callers')).toMatchObject([{ status }]);
  });
});

describe('the deployed connector', () => {
  function deployed(CidrAllowedList?: readonly string[]): void {
    const { VoiceConnector } = laptop.aws.chime.seed(
      'CreateVoiceConnector',
      { Name: 'byon', RequireEncryption: true, AwsRegion: 'eu-west-2' },
      'eu-west-2',
    );
    laptop.aws.account.stacks.set('eu-west-2/Byon', { outputs: { Id: VoiceConnector.VoiceConnectorId } });
    if (!CidrAllowedList) return;
    laptop.aws.chime.seed(
      'PutVoiceConnectorTermination',
      {
        VoiceConnectorId: VoiceConnector.VoiceConnectorId,
        Termination: { CallingRegions: ['US'], CidrAllowedList: [...CidrAllowedList] },
      },
      'eu-west-2',
    );
  }

  const seen = async () => (await examine(laptop)).of('callers in AWS');

  it('is not looked at before there is one', async () => {
    expect(await seen()).toEqual([]);
  });

  it('lets in what the config says, in whatever order', async () => {
    deployed([...TWILIO].reverse());
    expect(await seen()).toEqual([
      {
        check: 'callers in AWS',
        status: 'ok',
        detail: 'the Voice Connector lets in what the config says: 8 ranges',
      },
    ]);
  });

  it('lets in others than the config says', async () => {
    deployed([...TWILIO.slice(1), '13.233.44.61/32']);
    expect(await seen()).toEqual([
      {
        check: 'callers in AWS',
        status: 'warning',
        detail: `the Voice Connector does not let in ${TWILIO[0]} and lets in 13.233.44.61/32 besides`,
        next: 'npx cdk deploy, which brings the connector to what the config says',
      },
    ]);
  });

  it('lets in nobody as long as it has no termination', async () => {
    deployed();
    expect(await seen()).toMatchObject([
      { status: 'warning', detail: `the Voice Connector does not let in ${TWILIO.join(', ')}` },
    ]);
  });

  it('is not there although the stack is', async () => {
    laptop.aws.account.stacks.set('eu-west-2/Byon', {});
    expect(await seen()).toMatchObject([
      { status: 'warning', detail: 'no Voice Connector of stack Byon is in eu-west-2' },
    ]);
  });

  it('cannot be told without the permission', async () => {
    deployed(TWILIO);
    laptop.aws.chime.faults.before('GetVoiceConnectorTermination', { error: 'AccessDeniedException' });
    expect(await seen()).toMatchObject([
      { status: 'unknown', next: 'allow chime:GetVoiceConnectorTermination' },
    ]);
  });
});

import { Surroundings } from '../../surroundings';
import { examine } from '../examine';

let laptop: Surroundings;
beforeEach(async () => {
  laptop = await Surroundings.open();
});
afterEach(() => laptop.close());

function connectorsOfOthers(count: number): void {
  for (let i = 0; i < count; i++) connector(`other-${i}`);
}

function connector(Name: string) {
  return laptop.aws.chime.seed(
    'CreateVoiceConnector',
    { Name, RequireEncryption: true, AwsRegion: 'eu-west-2' },
    'eu-west-2',
  ).VoiceConnector;
}

describe('Voice Connectors', () => {
  it('are few by default, and that it is the default is told', async () => {
    connectorsOfOthers(2);
    expect((await examine(laptop)).of('connectors')).toEqual([
      {
        check: 'connectors',
        status: 'ok',
        detail: "2 of 3 (AWS's default) Voice Connectors in eu-west-2 are used",
      },
    ]);
  });

  it('may all be used: a warning, since the account may have more than the default', async () => {
    connectorsOfOthers(3);
    const { status, of } = await examine(laptop);
    expect(status).toBe(0);
    expect(of('connectors')).toEqual([
      {
        check: 'connectors',
        status: 'warning',
        detail: "3 of 3 (AWS's default) Voice Connectors in eu-west-2 are used, and the stack needs one",
        next: 'delete one that nobody uses, or ask Service Quotas for more Voice Connectors',
      },
    ]);
  });

  it('may all be used: in the way, where Service Quotas tells how many there may be', async () => {
    connectorsOfOthers(3);
    laptop.aws.account.chimeQuotas = [
      { name: 'Meetings', value: 250 },
      { name: 'Voice Connector groups', value: 3 },
      { name: 'Voice Connectors', value: 3 },
    ];
    const { status, of } = await examine(laptop);
    expect(status).toBe(1);
    expect(of('connectors')[0]).toMatchObject({
      status: 'blocker',
      detail: expect.stringMatching(/^3 of 3 Voice/),
    });
  });

  it("need no room for the stack's own, and those of other pages count", async () => {
    laptop.aws.chime.settings.pageSize = 1;
    connectorsOfOthers(2);
    const { OutboundHostName } = connector('own');
    laptop.aws.account.stacks.set('eu-west-2/Byon', { outputs: { HostName: OutboundHostName } });
    expect((await examine(laptop)).of('connectors')).toEqual([
      {
        check: 'connectors',
        status: 'ok',
        detail: "3 of 3 (AWS's default) Voice Connectors in eu-west-2 are used, this stack's among them",
      },
    ]);
  });

  it('cannot be counted without the permission', async () => {
    laptop.aws.chime.faults.before('ListVoiceConnectors', { error: 'AccessDeniedException' });
    expect((await examine(laptop)).of('connectors')[0]).toMatchObject({
      status: 'unknown',
      next: 'allow chime:ListVoiceConnectors',
    });
  });
});

describe('calls a second', () => {
  const WANTS_FIVE = { endpoint: { callsFrom: ['twilio'], callsPerSecond: 5 } };

  it('are one by default, so that more is doubtful', async () => {
    expect((await examine(laptop, WANTS_FIVE)).of('calls a second')).toEqual([
      {
        check: 'calls a second',
        status: 'warning',
        detail: "the config wants 5; a Voice Connector may take 1 (AWS's default)",
        next: 'lower endpoint.callsPerSecond, or ask Service Quotas for more calls per second',
      },
    ]);
  });

  it.each([
    [4, 'blocker'],
    [5, 'ok'],
  ])('against a quota of %d are %s', async (value, status) => {
    laptop.aws.account.chimeQuotas = [
      { name: 'Voice Connectors', value: 3 },
      { name: 'Calls per second per Voice Connector', value },
    ];
    expect((await examine(laptop, WANTS_FIVE)).of('calls a second')[0]).toMatchObject({
      status,
      detail: `the config wants 5; a Voice Connector may take ${value}`,
    });
  });
});

describe('calls at once', () => {
  it("are AWS's default where Service Quotas does not know Chime", async () => {
    laptop.aws.account.chimeQuotas = undefined;
    expect((await examine(laptop)).of('calls at once')[0]).toMatchObject({
      status: 'ok',
      detail: "10 (AWS's default) in this region; further callers are refused",
    });
  });

  it('are the fewer of those that the connector and the application may have', async () => {
    laptop.aws.account.chimeQuotas = [
      { name: 'Voice Connector active calls', value: 50 },
      { name: 'SIP media application active calls', value: 25 },
    ];
    expect((await examine(laptop)).of('calls at once')[0]!.detail).toMatch(/^25 in this region/);
  });

  it("are AWS's default where two quotas could be meant", async () => {
    laptop.aws.account.chimeQuotas = [
      { name: 'Voice Connector active calls', value: 50 },
      { name: 'Voice Connector active calls, other', value: 60 },
      { name: 'SIP media application active calls', value: 25 },
    ];
    expect((await examine(laptop)).of('calls at once')[0]!.detail).toMatch(/^10 \(AWS's default\)/);
  });
});

describe('Lambda', () => {
  it.each([
    [20, 'ok'],
    [19, 'warning'],
  ])('with %d free executions for 10 calls is %s', async (free, status) => {
    laptop.aws.account.lambda = { ConcurrentExecutions: 50, UnreservedConcurrentExecutions: free };
    expect((await examine(laptop)).of('Lambda at once')[0]).toMatchObject({
      status,
      detail: `${free} of 50 executions are free; 10 calls at once take about 20`,
    });
  });

  it('cannot be told without the permission', async () => {
    laptop.aws.account.denied.add('lambda:GetAccountSettings');
    expect((await examine(laptop)).of('Lambda at once')[0]).toMatchObject({
      status: 'unknown',
      next: 'allow lambda:GetAccountSettings',
    });
  });
});

import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { OperationName } from '../fakes/chime';
import { HttpServer } from '../fakes/http-server';
import { inventory } from './inventory';
import { logLines } from './log-lines';
import { openStage, type Stage } from './stage';

/** The custom resources at Amazon Chime, each with the call that makes it. */
const STEPS: Record<string, OperationName> = {
  'Custom::ByonVoiceConnector': 'CreateVoiceConnector',
  'Custom::ByonTermination': 'PutVoiceConnectorTermination',
  'Custom::ByonTerminationCredentials': 'PutVoiceConnectorTerminationCredentials',
  'Custom::ByonOrigination': 'PutVoiceConnectorOrigination',
  'Custom::ByonStreaming': 'PutVoiceConnectorStreamingConfiguration',
  'Custom::ByonVoiceConnectorLogging': 'PutVoiceConnectorLoggingConfiguration',
  'Custom::ByonSipMediaApplicationLogging': 'PutSipMediaApplicationLoggingConfiguration',
  'Custom::ByonSipRule': 'CreateSipRule',
};
const APPLICATION = 'Custom::ByonSipMediaApplication';
const REGISTRY = 'Custom::ByonRegistryRecords';

/** Not worth another attempt, unlike a denial, which may only mean that the role is too new. */
const REFUSED = { error: 'ResourceLimitExceededException' } as const;

/** What the template retains stays after a failed first deployment too: so CloudFormation does it. */
const RETAINED = ['AWS::DynamoDB::GlobalTable'];
const PASSWORD = 'planted-pw-0123456789';

let stage: Stage;
let bootstrapped: string[];
const atChime = () => Object.values(stage.chime.holdings()).flat();

beforeAll(async () => {
  stage = await openStage('rollback');
  await stage.aws.secrets.send(
    new CreateSecretCommand({
      Name: 'carrier',
      SecretString: JSON.stringify({ username: 'carrier', password: PASSWORD }),
    }),
  );
  stage.config.change((content) => {
    content.endpoint = {
      callsFrom: ['54.172.60.0/30'],
      credentials: { secret: 'carrier' },
      origination: [{ host: 'sip.example.com' }],
      logs: { sip: true, media: true, messages: true },
      experimentalStreaming: {},
    };
  });
  await stage.cdk.bootstrap();
  bootstrapped = await inventory(stage.aws);
  await stage.cdk.synth();
});
afterAll(() => stage?.close());

describe('A first deployment that fails', () => {
  afterEach(() => stage.chime.faults.clear());

  /** What CloudFormation keeps is what the template retains; nothing else may stay. */
  async function expectNothingLeft(): Promise<void> {
    expect(await stage.stack.status()).toBe('ROLLBACK_COMPLETE');
    expect(atChime()).toEqual([]);
    const left = (await inventory(stage.aws)).filter((line) => !bootstrapped.includes(line));
    expect(left.filter((line) => !RETAINED.some((type) => line.startsWith(`${type} `)))).toEqual([]);
  }

  it.each(Object.entries(STEPS))('at %s says so and leaves nothing at Amazon Chime', async (_, operation) => {
    stage.chime.faults.before(operation, REFUSED);
    expect(await stage.cdk.failAgain()).toContain(operation);
    expect(stage.chime.faults.pending).toBe(0);
    await expectNothingLeft();
  });

  it(`at ${APPLICATION} for an account that never had one says so and leaves nothing at Amazon Chime`, async () => {
    stage.chime.settings.closedToNewCustomers = true;
    expect(await stage.cdk.failAgain()).toContain('PSTN Audio Maintenance Mode Exception');
    stage.chime.settings.closedToNewCustomers = false;
    await expectNothingLeft();
  });

  it(`at ${REGISTRY} says so and leaves nothing at Amazon Chime`, async () => {
    const refusing = await HttpServer.open((_, __, response) => {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(
        '{"__type":"com.amazon.coral.service#AccessDeniedException","message":"denied by the test"}',
      );
    });
    try {
      const output = await stage.cdk.with({ registryTable: refusing.url }).failToDeploy();
      expect(output).toContain('ByonRegistry');
      await expectNothingLeft();
    } finally {
      await refusing.close();
    }
  });

  it('is followed by one that succeeds, and has every custom resource that was tried', async () => {
    await stage.cdk.deploy();
    expect(await stage.stack.status()).toBe('CREATE_COMPLETE');
    const types = (await stage.stack.resources()).map(({ type }) => type);
    const custom = new Set(types.filter((type) => type.startsWith('Custom::')));
    expect([...custom].sort()).toEqual([...Object.keys(STEPS), APPLICATION, REGISTRY].sort());
  });
});

describe('What carriers sign in with', () => {
  it('is on the connector, and in no template and no log', async () => {
    const [connector] = stage.chime.holdings().connectors;
    expect(stage.chime.passwordOf(connector!, 'carrier')).toBe(PASSWORD);
    const told = [JSON.stringify(await stage.stack.template()), ...(await logLines(stage))];
    expect(told.length).toBeGreaterThan(1);
    expect(told.filter((text) => text.includes(PASSWORD))).toEqual([]);
  });
});

describe('An update that fails', () => {
  it('at a new range of addresses goes back to the old one', async () => {
    const before = stage.chime.snapshot();
    stage.config.change((content) => {
      content.endpoint = { ...content.endpoint, callsFrom: ['54.244.51.0/30'] };
    });
    stage.chime.faults.before('PutVoiceConnectorTermination', REFUSED);
    await stage.cdk.failToDeploy();
    expect(await stage.stack.status()).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(withoutTimes(stage.chime.snapshot())).toEqual(withoutTimes(before));
  });

  it('at a new trigger keeps the old connector and rule, and takes the new ones away', async () => {
    const before = stage.chime.snapshot();
    stage.config.change((content) => {
      content.endpoint = { ...content.endpoint, callsFrom: ['54.172.60.0/30'], networkType: 'dual-stack' };
    });
    stage.chime.faults.before('CreateSipRule', REFUSED);
    await stage.cdk.failToDeploy();
    expect(await stage.stack.status()).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(withoutTimes(stage.chime.snapshot())).toEqual(withoutTimes(before));
  });

  it('does not keep the stack from being destroyed', async () => {
    await stage.cdk.destroy();
    expect(await stage.stack.status()).toBeUndefined();
    expect(atChime()).toEqual([]);
  });
});

function withoutTimes(state: object): unknown {
  return JSON.parse(
    JSON.stringify(state, (key, value: unknown) => (key === 'UpdatedTimestamp' ? undefined : value)),
  );
}

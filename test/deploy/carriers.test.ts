import { randomUUID } from 'node:crypto';
import { DynamoLegStore } from '../../lambda/adapters/dynamodb/leg-store';
import { loadConfig } from '../../lib/config';
import { playCall } from '../../local/caller/play-call';
import { WallClock } from '../../local/clock';
import { FORMER, keepSecrets, openCarriers, OURS, PLANTED, TWILIO_TOKEN, type Carriers } from './carriers';
import { DeployedBridge } from './deployed-bridge';
import { deployedWorld } from './deployed-world';
import { Listener } from './listener';
import { logLines } from './log-lines';
import { giveKey } from './provider-key';
import { openStage, type Stage } from './stage';

const APPLICATION = randomUUID();
const CALLER = '+14155550123';
const CALL = 'CA0123456789abcdef0123456789abcdef';

let stage: Stage;
let carriers: Carriers;
let bridge: DeployedBridge;
let listener: Listener;
let before: unknown;

beforeAll(async () => {
  carriers = await openCarriers();
  stage = await openStage('carriers', {
    carriers: JSON.stringify(carriers.origins),
    listener: Listener.ARN,
  });
  listener = await Listener.open(stage.aws);
  await keepSecrets(carriers, stage.aws);
  stage.config.change((content) => {
    content.carriers = {
      twilio: { type: 'twilio', secret: 'carriers/twilio', chimeNumber: '+17035550100', outbound: true },
      vobiz: { type: 'vobiz', secret: 'carriers/vobiz', applicationId: APPLICATION },
      exotel: { type: 'exotel', secret: 'carriers/exotel', onRequestApproved: true, flowId: '4242' },
    };
    content.endpoint = {};
    content.numbers = {
      [OURS.fresh]: { agent: 'reception', carrier: 'twilio' },
      [OURS.taken]: { agent: 'reception', carrier: 'twilio', takeover: true },
      [OURS.vobiz]: { agent: 'reception-hindi', carrier: 'vobiz', takeover: true },
      [OURS.exotel]: { agent: 'reception-hindi', carrier: 'exotel', takeover: true },
    };
  });
  before = carriers.holdings();
  await stage.cdk.bootstrap();
});
afterAll(async () => {
  await stage?.close();
  await carriers?.close();
});

/** A number as Twilio has it. */
const atTwilio = (e164: string) =>
  carriers.twilio.snapshot().numbers.find(({ phone_number }) => phone_number === e164);

describe('A stack with numbers at three carriers', () => {
  it('is deployed, and leads the calls of its numbers to its bridge, its application, its flow', async () => {
    await stage.cdk.deploy();
    expect(await stage.stack.status()).toBe('CREATE_COMPLETE');
    bridge = await DeployedBridge.of(stage);
    const voice = { voice_url: `${bridge.address}/twilio/voice`, voice_method: 'POST', trunk_sid: null };
    expect(atTwilio(OURS.fresh)).toMatchObject(voice);
    expect(atTwilio(OURS.taken)).toMatchObject(voice);
    expect(carriers.vobiz.snapshot().numbers).toMatchObject([{ application_id: APPLICATION }]);
    const [exophone] = carriers.exotel.snapshot().numbers;
    expect(exophone?.voice_url).toMatch(/start_voice\/4242$/);
  });

  it('leaves the other numbers as they are', () => {
    expect(atTwilio(OURS.other)).toMatchObject({ voice_url: FORMER.voiceUrl });
  });

  it('has trunks that lead to its Voice Connector, which lets the carriers in and calls out by Twilio', async () => {
    const [connector] = stage.chime.snapshot().connectors as {
      OutboundHostName: string;
      termination: { CidrAllowedList: string[] };
      origination: { Routes: { Host: string }[] };
    }[];
    const [trunk] = carriers.twilio.snapshot().trunks;
    expect(trunk?.secure).toBe(true);
    expect(connector!.origination.Routes.map(({ Host }) => Host)).toEqual([trunk?.domain_name]);
    expect(connector!.termination.CidrAllowedList).toEqual(
      expect.arrayContaining(['54.172.60.0/30', '13.233.44.61/32']),
    );
    const [destination] = carriers.exotel.snapshot().destinations;
    expect(JSON.stringify(destination)).toContain(connector!.OutboundHostName);
  });

  it('is left alone by a `cdk deploy` without a change', async () => {
    const asked = carriers.twilio.journal.length;
    expect(await stage.cdk.deploy()).toContain('(no changes)');
    expect(carriers.twilio.journal.slice(asked)).toEqual([]);
  });
});

describe('A call to a number at Twilio', () => {
  const fields = {
    AccountSid: `AC${'0a'.repeat(16)}`,
    CallSid: CALL,
    CallStatus: 'ringing',
    Direction: 'inbound',
    From: CALLER,
    To: OURS.taken,
  };
  let headers: Record<string, string>;

  beforeAll(async () => {
    const { openai } = stage;
    await giveKey(stage);
    openai.transcript = 'Goodbye.';
    openai.reply = ['Goodbye!', { tool: 'end_call', args: '{}' }];
  });

  it('is not answered when somebody else asks', async () => {
    const answer = await bridge.fromTwilio('/twilio/voice', fields, 'not-the-token-of-this-account');
    expect(answer).toEqual({ status: 403, body: 'refused' });
  });

  it('is connected to the Voice Connector, with TLS and SRTP, from a number that Amazon Chime knows', async () => {
    const { status, body } = await bridge.fromTwilio('/twilio/voice', fields, TWILIO_TOKEN);
    expect(status).toBe(200);
    const [, uri = ''] = /<Sip>([^<]*)<\/Sip>/.exec(body) ?? [];
    const [connector] = stage.chime.snapshot().connectors as { OutboundHostName: string }[];
    expect(uri).toContain(`sip:${OURS.taken}@${connector!.OutboundHostName};secure=true?`);
    expect(body).toContain('callerId="+17035550100"');
    headers = Object.fromEntries(new URLSearchParams(uri.replaceAll('&amp;', '&').split('?')[1]));
  });

  it('is answered by the agent, and its record names the leg at the carrier', async () => {
    const { record, observations } = await call(headers);
    expect(stage.openai.speeches.map(({ input }) => input)).toContain(
      'Namaste, this is Asha Clinic in Bengaluru. How can I help you?',
    );
    expect(observations.some(({ type }) => type === 'audio-started')).toBe(true);
    expect(observations.filter(({ type }) => type === 'handler-failed')).toEqual([]);
    expect(record).toMatchObject({
      number: OURS.taken,
      caller: CALLER,
      agent: { id: 'reception' },
      direction: 'inbound',
      carrier: 'twilio',
      carrierCall: CALL.toLowerCase(),
      outcome: 'agent-ended',
    });
  });

  it('is told of when it is over, to whom a rule of the stack names', async () => {
    expect(await listener.next()).toMatchObject({
      source: 'byon',
      'detail-type': 'Call Ended',
      detail: { number: OURS.taken, caller: CALLER, outcome: 'agent-ended', turns: 1 },
    });
  });

  it('has its status in the leg that the record names', async () => {
    const done = { ...fields, CallStatus: 'completed', CallDuration: '12' };
    const { status } = await bridge.fromTwilio('/twilio/status', done, TWILIO_TOKEN);
    expect(status).toBe(204);
    const { physicalId: table } = await stage.stack.resource(
      'AWS::DynamoDB::GlobalTable',
      'ByonConversationCalls',
    );
    const legs = new DynamoLegStore({ client: stage.aws.dynamo, table, clock: new WallClock(), ttlDays: 1 });
    expect(await legs.find({ carrier: 'twilio', call: CALL })).toMatchObject({
      status: 'completed',
      seconds: 12,
    });
  });

  it('is refused at the endpoint when it does not come through the bridge', async () => {
    const { record } = await call({ ...headers, 'X-Byon-Key': 'f'.repeat(72) });
    expect(record).toMatchObject({ outcome: 'unproven' });
  });

  async function call(sipHeaders: Record<string, string>) {
    const clock = new WallClock();
    const world = await deployedWorld(stage, loadConfig(stage.config.file), clock);
    return playCall(world, clock, {
      to: OURS.taken,
      caller: '+17035550100',
      headers: sipHeaders,
      steps: [{ says: 'Goodbye.' }],
      language: 'en-IN',
    });
  }
});

describe('A changed config', () => {
  it('that wants a number which rings elsewhere fails, says so, and changes nothing at the carriers', async () => {
    const then = carriers.holdings();
    stage.config.change(({ numbers }) => {
      numbers[OURS.other] = { agent: 'reception', carrier: 'twilio' };
    });
    expect(await stage.cdk.failToDeploy()).toContain('takeover');
    expect(await stage.stack.status()).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(carriers.holdings()).toEqual(then);
  });

  it('gives back a number that leaves, to the byte, and takes one over that may be taken', async () => {
    stage.config.change(({ numbers }) => {
      numbers[OURS.other] = { agent: 'reception', carrier: 'twilio', takeover: true };
      delete numbers[OURS.taken];
    });
    await stage.cdk.deploy();
    expect(atTwilio(OURS.taken)).toMatchObject({ voice_url: FORMER.voiceUrl, voice_method: 'GET' });
    expect(atTwilio(OURS.other)).toMatchObject({ voice_url: `${bridge.address}/twilio/voice` });
  });
});

describe('`cdk destroy`', () => {
  it('leaves each account as it was before, and no number was ever released', async () => {
    const told = [JSON.stringify(await stage.stack.template()), ...(await logLines(stage))];
    expect(PLANTED.filter((text) => told.some((line) => line.includes(text)))).toEqual([]);
    await stage.cdk.destroy();
    expect(await stage.stack.status()).toBeUndefined();
    expect(carriers.holdings()).toEqual(before);
    const { twilio, vobiz, exotel } = carriers;
    expect([twilio, vobiz, exotel].flatMap<unknown>(({ forbidden }) => forbidden)).toEqual([]);
  });
});

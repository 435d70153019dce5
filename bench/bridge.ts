import { createHmac } from 'node:crypto';
import { DynamoDialStore } from '../lambda/adapters/dynamodb/dial-store';
import { DynamoLegStore } from '../lambda/adapters/dynamodb/leg-store';
import { CachedDirectory } from '../lambda/bridge/cached-directory';
import { createBridge } from '../lambda/bridge/handler';
import { twilioBridge } from '../lambda/bridge/twilio';
import type { DialStore } from '../lambda/core/calls/dial';
import type { Leg, LegStore } from '../lambda/core/calls/leg';
import { connectDynamo } from '../local/aws/dynamodb';
import { WallClock } from '../local/clock';
import { CALLER, NUMBER } from './clinic';
import { MemoryDirectory } from './memory-ports';
import type { Bridged } from './report';
import { startServices } from './services';

const DOMAIN = 'bridge.lambda-url.us-east-1.on.aws';
const TOKEN = 'the-token-of-the-bench-0123456789';
const PER_SECOND = 300;
const WARM_UP = 300;

/**
 * Signed requests of Twilio at 300 a second, each for a new call, to one process with a warm cache. They come
 * when they come, whether the ones before are answered or not, and their time counts from then.
 */
export async function bridge(seconds: number): Promise<Bridged[]> {
  const memory = await run({ legs: new MemoryLegStore(), dials: NO_DIALS }, seconds);
  const clock = new WallClock();
  const { ports, stop } = await startServices();
  const dynamo = await connectDynamo(ports.dynamo, clock);
  try {
    const calls = { client: dynamo.client, table: dynamo.callsTable, clock, ttlDays: 1 };
    const stores = { legs: new DynamoLegStore(calls), dials: new DynamoDialStore(calls) };
    const dynalite = await run(stores, seconds);
    return [
      { tables: 'memory', ...memory },
      { tables: 'dynalite', ...dynalite },
    ];
  } finally {
    await dynamo.close();
    stop();
  }
}

async function run(
  stores: { legs: LegStore; dials: DialStore },
  seconds: number,
): Promise<Omit<Bridged, 'tables'>> {
  const clock = new WallClock();
  const target = { host: 'bench.voiceconnector.chime.aws', isEncrypted: true };
  const carrier = twilioBridge({
    id: 'twilio',
    authToken: async () => TOKEN,
    target: { ...target, admission: { type: 'stand-in' } },
  });
  const handler = createBridge([carrier], {
    directory: new CachedDirectory(new MemoryDirectory(), clock),
    ...stores,
    // Nothing here tells the end of a call that we made.
    days: { giveBack: () => Promise.reject(new Error('no money is held for calls here')) },
    clock,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    callKeySecret: async () => 'the secret of the bench, which nobody else has',
  });
  const events = Array.from({ length: WARM_UP + seconds * PER_SECOND }, (_, i) => newCall(i));
  for (const event of events.splice(0, WARM_UP)) await handler(event);

  const ms: number[] = [];
  let notConnected = 0;
  const from = performance.now();
  const answers = events.map(async (event, i) => {
    const due = (i * 1000) / PER_SECOND;
    await new Promise((resolve) => setTimeout(resolve, due));
    const { body } = await handler(event);
    ms.push(performance.now() - from - due);
    if (!body.includes('<Sip>')) notConnected++;
  });
  await Promise.all(answers);
  return { ms, seconds: (performance.now() - from) / 1000, notConnected };
}

function newCall(i: number): unknown {
  const fields: Record<string, string> = {
    AccountSid: `AC${'0'.repeat(32)}`,
    CallSid: `CA${i.toString(16).padStart(32, '0')}`,
    CallStatus: 'ringing',
    From: CALLER,
    To: NUMBER,
  };
  const rawPath = '/twilio/voice';
  const signed = Object.entries(fields).flat().join('');
  const signature = createHmac('sha1', TOKEN).update(`https://${DOMAIN}${rawPath}${signed}`).digest('base64');
  return {
    rawPath,
    rawQueryString: '',
    headers: { 'x-twilio-signature': signature },
    requestContext: { domainName: DOMAIN, http: { method: 'POST' } },
    body: Buffer.from(new URLSearchParams(fields).toString()).toString('base64'),
    isBase64Encoded: true,
  };
}

/** Calls that come in ask for no dial. */
const NO_DIALS: DialStore = {
  open: async () => true,
  settle: async () => {},
  answer: async () => undefined,
  find: async () => undefined,
  save: async () => {},
  findLatest: async () => undefined,
};

/** Without any work of its own, so that what is measured is the bridge's. */
class MemoryLegStore implements LegStore {
  private readonly legs = new Map<string, Leg>();

  async claim(leg: Leg): Promise<Leg> {
    const known = this.legs.get(leg.call) ?? leg;
    this.legs.set(leg.call, known);
    return known;
  }

  async useNonce(): Promise<boolean> {
    return true;
  }

  async find({ call }: Pick<Leg, 'call'>): Promise<Leg | undefined> {
    return this.legs.get(call);
  }

  async save(): Promise<void> {}
}

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoBreakerStore } from '../../lambda/adapters/dynamodb/breaker-store';
import { DynamoCallStore } from '../../lambda/adapters/dynamodb/call-store';
import { DynamoDialStore } from '../../lambda/adapters/dynamodb/dial-store';
import { DynamoDigitVault } from '../../lambda/adapters/dynamodb/digit-vault';
import { DynamoNumberDirectory } from '../../lambda/adapters/dynamodb/number-directory';
import { DynamoToolLedger } from '../../lambda/adapters/dynamodb/tool-ledger';
import { PATIENCE, type Patience } from '../../lambda/adapters/impatient';
import { LambdaStarter } from '../../lambda/adapters/lambda-starter';
import { withFallbacks } from '../../lambda/adapters/providers/with-fallbacks';
import { S3AudioStore } from '../../lambda/adapters/s3-audio-store';
import { Clips } from '../../lambda/call/clips';
import { createCallHandler } from '../../lambda/call/handler';
import type { TurnJob } from '../../lambda/core/calls/records';
import type { CallStore, Log } from '../../lambda/core/ports';
import { Breakers } from '../../lambda/core/providers/breakers';
import type { ToolLedger } from '../../lambda/core/tools/tool-runner';
import { createTurnWorker } from '../../lambda/turn/worker';
import { VirtualClock } from '../clock';
import { SmaRuntime, type Observation } from '../sma';
import { MemoryBucket } from './aws/bucket';
import { ServiceClient, type Service } from './aws/service';
import { BUCKET, dynamoClient, lambdaClient, s3Client, STARTING, TABLES } from './aws/services';
import { MemoryTable } from './aws/table';
import { Delivery, type Invocation } from './faults/events';
import { mortal, mortalClock, mortalProviders, type Life } from './faults/mortal';
import { Weather } from './faults/weather';
import { WorkerHost } from './faults/worker-host';
import type { CallPlan } from './plan';
import { chaosProviders, QuickRecogniser } from './providers';
import { inFairWeather, register } from './register';
import { soundOf } from './sounds';
import { AppointmentBook } from './tool';

const AUDIO_BUCKET = 'byon-audio';
const TABLE = 'byon';
const NO_LOG: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Parts of the product that a test may put worse ones in the place of, to see that it is noticed. */
export interface Sabotage {
  answer?: (answer: Invocation) => Invocation;
  store?: (store: CallStore) => CallStore;
  ledger?: (ledger: ToolLedger) => ToolLedger;
}

/** All that one call meets: the handlers that run in AWS, AWS around them, and what goes wrong in it. */
export interface ChaosWorld {
  clock: VirtualClock;
  runtime: SmaRuntime;
  weather: Weather;
  delivery: Delivery;
  book: AppointmentBook;
  /** The tables as they are, whatever the weather. */
  store: CallStore;
  wordsOf: (key: string) => string | undefined;
}

/** What the parts of a world are made of. */
interface Ground {
  plan: CallPlan;
  clock: VirtualClock;
  weather: Weather;
  table: MemoryTable;
  bucket: MemoryBucket;
  words: Map<string, string>;
  recogniser: QuickRecogniser;
  book: AppointmentBook;
  sabotage: Sabotage;
}

/** @param observe told of all that happens on the line. */
export function openChaosWorld(
  plan: CallPlan,
  observe: (observation: Observation) => void,
  sabotage: Sabotage = {},
): ChaosWorld {
  const { random, human } = plan;
  const clock = new VirtualClock(undefined, 1);
  const weather = new Weather(plan.faults, clock);
  const table = new MemoryTable();
  const bucket = new MemoryBucket(clock);
  const words = new Map<string, string>();
  const recogniser = new QuickRecogniser(clock);
  const book = new AppointmentBook({ clock, weather, random: random.of('tool') });
  const ground = { plan, clock, weather, table, bucket, words, recogniser, book, sabotage };
  register(plan, { table, tableName: TABLE, bucket, clock, words });

  const host = new WorkerHost(workerOn(ground), { clock, weather, random: random.of('worker') });
  const handle = handlerOn(ground, (event) => host.invoke(event));
  const answer = sabotage.answer?.(handle) ?? handle;
  const delivery = new Delivery(answer, { clock, weather, random: random.of('events') });
  const runtime = new SmaRuntime({
    clock,
    handler: (event) => delivery.deliver(event),
    audio: bucket.ofTheLine(weather, random.of('line')),
    bucket: AUDIO_BUCKET,
    speak,
    onRecording: (_, pcm, spoken) => recogniser.tell(pcm, spoken.join(' ')),
    dial: () => human,
    observe,
  });
  const store = new DynamoCallStore(tableOf(inFairWeather(table), clock));
  return { clock, runtime, weather, delivery, book, store, wordsOf: (key) => words.get(key) };
}

const speak = async (text: string) => soundOf(text);

/** @returns the turn worker, one invocation at a time. */
function workerOn(ground: Ground): (event: unknown, life: Life) => Promise<void> {
  const { clock, weather, table, bucket, words, recogniser: stt, book, sabotage } = ground;
  const calls = tableOf(dynamoClient(table, clientOf(TABLES, PATIENCE.worker, ground)), clock);
  const breakers = new Breakers({ store: new DynamoBreakerStore(calls), clock, log: NO_LOG });
  const built = chaosProviders({ clock, weather, stt, speak });
  const providers = withFallbacks({ providers: built, breakers, clock, log: NO_LOG });
  const s3 = s3Client(bucket, clientOf(BUCKET, PATIENCE.audio, ground));
  const found = new DynamoCallStore(calls);
  const store = learning(sabotage.store?.(found) ?? found, words);
  const strict = new DynamoToolLedger(calls);
  const ledger = sabotage.ledger?.(strict) ?? strict;
  const audio = new S3AudioStore({ client: s3, bucket: AUDIO_BUCKET });
  const directory = new DynamoNumberDirectory(calls);
  const dials = new DynamoDialStore(calls);
  const vault = new DynamoDigitVault(calls);
  return (event, life) =>
    createTurnWorker({
      directory: mortal(directory, life),
      store: mortal(store, life),
      audio: mortal(audio, life),
      knowledge: { open: () => Promise.reject(new Error('no agent here has knowledge')) },
      dials: mortal(dials, life),
      providers: async (...asked) => mortalProviders(await life.live(() => providers(...asked)), life),
      tools: {
        runner: mortal(book, life),
        ledger: mortal(ledger, life),
        vault: mortal(vault, life),
        catalogue: { functionsOf: async () => [] },
      },
      clock: mortalClock(clock, life),
      log: NO_LOG,
    })(event);
}

/** @returns the call handler, one invocation at a time. */
function handlerOn(ground: Ground, start: (event: unknown) => void): Invocation {
  const { clock, table, words, sabotage } = ground;
  const calls = tableOf(dynamoClient(table, clientOf(TABLES, PATIENCE.handler, ground)), clock);
  const invoke = (event: unknown) => {
    learnClips(event, words);
    start(event);
  };
  const lambda = lambdaClient(invoke, clientOf(STARTING, PATIENCE.handler, ground));
  const turns = new LambdaStarter<TurnJob>({ client: lambda, functionName: 'turn' });
  const found = new DynamoCallStore(calls);
  const store = sabotage.store?.(found) ?? found;
  const directory = new DynamoNumberDirectory(calls);
  const vault = new DynamoDigitVault(calls);
  const warm = new Clips({ store, turns, clock });
  return (event, life, cold) => {
    const ports = {
      directory: mortal(directory, life),
      store: mortal(store, life),
      turns: mortal(turns, life),
      vault: mortal(vault, life),
      wrapUps: { start: async () => undefined },
      clock: mortalClock(clock, life),
      log: NO_LOG,
      bucket: AUDIO_BUCKET,
    };
    const clips = cold ? new Clips(ports) : warm;
    return createCallHandler({ ...ports, clips })(event);
  };
}

function clientOf(service: Service, patience: Patience, { plan, clock, weather }: Ground): ServiceClient {
  const random = plan.random.of(`${service.place} ${patience.attempts}`);
  return new ServiceClient(service, patience, { clock, weather, random });
}

function tableOf(client: DynamoDBClient, clock: VirtualClock) {
  return { client, table: TABLE, clock, ttlDays: 1 };
}

/** Learns the words of every part of a reply as it is stored. */
function learning(store: CallStore, words: Map<string, string>): CallStore {
  const saveTurn = store.saveTurn.bind(store);
  store.saveTurn = (turn) => {
    turn.parts.forEach(({ key, text }) => words.set(key, text));
    return saveTurn(turn);
  };
  return store;
}

function learnClips(event: unknown, words: Map<string, string>): void {
  const { clips = [] } = event as { clips?: { key: string; text: string }[] };
  clips.forEach(({ key, text }) => words.set(key, text));
}

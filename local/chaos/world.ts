import { DynamoBreakerStore } from '../../lambda/adapters/dynamodb/breaker-store';
import { DynamoCallStore } from '../../lambda/adapters/dynamodb/call-store';
import { DynamoDialStore } from '../../lambda/adapters/dynamodb/dial-store';
import { DynamoDigitVault } from '../../lambda/adapters/dynamodb/digit-vault';
import { DynamoNumberDirectory } from '../../lambda/adapters/dynamodb/number-directory';
import { DynamoToolLedger } from '../../lambda/adapters/dynamodb/tool-ledger';
import { PATIENCE } from '../../lambda/adapters/impatient';
import { LambdaStarter } from '../../lambda/adapters/lambda-starter';
import { withFallbacks } from '../../lambda/adapters/providers/with-fallbacks';
import { S3AudioStore } from '../../lambda/adapters/s3-audio-store';
import { Clips } from '../../lambda/call/clips';
import { createCallHandler } from '../../lambda/call/handler';
import type { TurnJob } from '../../lambda/core/calls/records';
import type { WrapUpJob } from '../../lambda/core/memory/job';
import type { CallStore, ProvidersOf } from '../../lambda/core/ports';
import { Breakers } from '../../lambda/core/providers/breakers';
import { createTurnWorker } from '../../lambda/turn/worker';
import { VirtualClock } from '../clock';
import { SmaRuntime, type Observation } from '../sma';
import { MemoryBucket } from './aws/bucket';
import { MemoryBus } from './aws/bus';
import { BUCKET, lambdaClient, s3Client, STARTING, STARTING_WRAP_UP } from './aws/services';
import type { Service } from './aws/service';
import { MemoryTable } from './aws/table';
import { Delivery, type Invocation } from './faults/events';
import { mortal, mortalClock, mortalProviders, type Life } from './faults/mortal';
import { Weather } from './faults/weather';
import { WorkerHost } from './faults/worker-host';
import { WrapUpHost } from './faults/wrap-up-host';
import {
  AUDIO_BUCKET,
  clientOf,
  notingClaims,
  TABLE,
  tableOf,
  tablesOf,
  type Ground,
  type Sabotage,
} from './ground';
import { dialled, proofOn } from './outbound';
import type { CallPlan } from './plan';
import { chaosProviders, QuickRecogniser } from './providers';
import { inFairWeather, register } from './register';
import { soundOf } from './sounds';
import { AppointmentBook } from './tool';
import { Witness } from './witness';
import { wrapUpOn } from './wrap-ups';

/** All that one call meets: the handlers that run in AWS, AWS around them, and what goes wrong in it. */
export interface ChaosWorld {
  clock: VirtualClock;
  runtime: SmaRuntime;
  weather: Weather;
  delivery: Delivery;
  book: AppointmentBook;
  bus: MemoryBus;
  wrapUps: WrapUpHost;
  witness: Witness;
  unbegun: ReadonlySet<number>;
  /** What the INVITE of the call says, beside its numbers. */
  headers: Record<string, string>;
  /** The tables as they are, whatever the weather. */
  store: CallStore;
  wordsOf: (key: string) => string | undefined;
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
  const witness = new Witness();
  const { log } = witness;
  const unbegun = new Set<number>();
  const around = { plan, clock, weather, sabotage, witness, log, unbegun };
  const ground: Ground = { ...around, table, bucket, words, recogniser, book };
  register(plan, { table, tableName: TABLE, bucket, clock, words });

  const providers = chaosProviders({ clock, weather, stt: recogniser, speak, witness });
  const workers = new WorkerHost(workerOn(ground, providers), {
    ...{ clock, weather, unbegun },
    random: random.of('worker'),
  });
  const bus = new MemoryBus(witness);
  const wrapUps = new WrapUpHost(wrapUpOn(ground, bus, providers), {
    ...{ clock, weather },
    random: random.of('wrap-up'),
  });
  const wrapUp = (job: unknown) => wrapUps.invoke(job);
  const handle = handlerOn(ground, {
    turns: (job) => workers.invoke(job),
    wrapUps: sabotage.wrapUp?.(wrapUp) ?? wrapUp,
  });
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
  return {
    ...{ clock, runtime, weather, delivery, book, bus, wrapUps, witness, unbegun, store },
    headers: dialled(ground),
    wordsOf: (key) => words.get(key),
  };
}

const speak = async (text: string) => soundOf(text);

/** @returns the turn worker, one invocation at a time. */
function workerOn(ground: Ground, built: ProvidersOf): (event: unknown, life: Life) => Promise<void> {
  const { clock, bucket, words, book, log, unbegun, sabotage } = ground;
  const calls = tablesOf(ground, PATIENCE.worker);
  const breakers = new Breakers({ store: new DynamoBreakerStore(calls), clock, log });
  const providers = withFallbacks({ providers: built, breakers, clock, log });
  const s3 = s3Client(bucket, clientOf(BUCKET, PATIENCE.audio, ground));
  const found = new DynamoCallStore(calls);
  const store = notingClaims(learning(sabotage.store?.(found) ?? found, words), unbegun);
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
      optOuts: { add: () => Promise.reject(new Error('no agent here takes opt-outs')) },
      callees: { of: () => Promise.reject(new Error('no agent here takes opt-outs')) },
      providers: async (...asked) => mortalProviders(await life.live(() => providers(...asked)), life),
      tools: {
        runner: mortal(book, life),
        ledger: mortal(ledger, life),
        vault: mortal(vault, life),
        catalogue: { functionsOf: async () => [] },
      },
      clock: mortalClock(clock, life),
      log,
    })(event);
}

/** Takes jobs for a function, and does not wait for what comes of them. */
type Take = (job: unknown) => void;

/** @returns the call handler, one invocation at a time. */
function handlerOn(ground: Ground, take: { turns: Take; wrapUps: Take }): Invocation {
  const { clock, words, witness, log, unbegun, sabotage } = ground;
  const calls = tablesOf(ground, PATIENCE.handler);
  const starter = <Job>(service: Service, start: Take) => {
    const invoke = (job: unknown) => {
      witness.saw('a job of a function', job);
      start(job);
    };
    const client = lambdaClient(invoke, clientOf(service, PATIENCE.handler, ground));
    return new LambdaStarter<Job>({ client, functionName: service.place });
  };
  const turns = starter<TurnJob>(STARTING, (job) => {
    learnClips(job, words);
    take.turns(job);
  });
  const wrapUps = starter<WrapUpJob>(STARTING_WRAP_UP, take.wrapUps);
  const found = new DynamoCallStore(calls);
  const store = notingClaims(sabotage.store?.(found) ?? found, unbegun);
  const dials = new DynamoDialStore(calls);
  const proof = proofOn(ground);
  const directory = new DynamoNumberDirectory(calls);
  const vault = new DynamoDigitVault(calls);
  const warm = new Clips({ store, turns, clock });
  return (event, life, cold) => {
    const ports = {
      directory: mortal(directory, life),
      store: mortal(store, life),
      turns: mortal(turns, life),
      vault: mortal(vault, life),
      wrapUps: mortal(wrapUps, life),
      trust: { proof, dials: mortal(dials, life) },
      clock: mortalClock(clock, life),
      log,
      bucket: AUDIO_BUCKET,
    };
    const clips = cold ? new Clips(ports) : warm;
    return createCallHandler({ ...ports, clips })(event);
  };
}

/** Learns the words of every part of a reply as it is stored. */
function learning(store: CallStore, words: Map<string, string>): CallStore {
  const saveTurn = store.saveTurn.bind(store);
  store.saveTurn = (turn) => {
    const whisper = turn.next?.type === 'transfer' ? turn.next.whisper : undefined;
    [...turn.parts, ...(whisper ? [whisper] : [])].forEach(({ key, text }) => words.set(key, text));
    return saveTurn(turn);
  };
  return store;
}

function learnClips(event: unknown, words: Map<string, string>): void {
  const { clips = [] } = event as { clips?: { key: string; text: string }[] };
  clips.forEach(({ key, text }) => words.set(key, text));
}

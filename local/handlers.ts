import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { randomUUID } from 'node:crypto';
import { DynamoBreakerStore } from '../lambda/adapters/dynamodb/breaker-store';
import { DynamoCallStore } from '../lambda/adapters/dynamodb/call-store';
import { DynamoCallbacks } from '../lambda/adapters/dynamodb/callback-store';
import { DynamoDailyBudget } from '../lambda/adapters/dynamodb/daily-budget';
import { DynamoDialStore } from '../lambda/adapters/dynamodb/dial-store';
import { DynamoDigitVault } from '../lambda/adapters/dynamodb/digit-vault';
import type { Item } from '../lambda/adapters/dynamodb/items';
import { DynamoNumberDirectory } from '../lambda/adapters/dynamodb/number-directory';
import { DynamoOptOuts } from '../lambda/adapters/dynamodb/opt-out-store';
import { itemsOfAgent, itemsOfNumber } from '../lambda/adapters/dynamodb/registry-keys';
import { DynamoToolLedger } from '../lambda/adapters/dynamodb/tool-ledger';
import { DynamoWrapUpLedger } from '../lambda/adapters/dynamodb/wrap-up-ledger';
import { providersFor } from '../lambda/adapters/providers';
import { withFallbacks } from '../lambda/adapters/providers/with-fallbacks';
import { StoredKnowledge } from '../lambda/adapters/knowledge-store';
import { S3AudioStore } from '../lambda/adapters/s3-audio-store';
import { SecretCalleeHash } from '../lambda/adapters/secret-callee-hash';
import type { ToolSecrets } from '../lambda/adapters/tools/tool-secrets';
import type { Answer } from '../lambda/call/chime/actions';
import { Clips } from '../lambda/call/clips';
import { createCallHandler } from '../lambda/call/handler';
import { knowledgeKey } from '../lambda/core/agents/knowledge';
import type { TurnJob } from '../lambda/core/calls/records';
import type { WrapUpJob } from '../lambda/core/memory/job';
import type { WrapUps } from '../lambda/core/memory/ports';
import type {
  AudioStore,
  CallStore,
  KeyRing,
  Log,
  NumberDirectory,
  ProvidersOf,
  TurnStarter,
} from '../lambda/core/ports';
import { Breakers } from '../lambda/core/providers/breakers';
import { createTurnWorker } from '../lambda/turn/worker';
import { createWrapUp } from '../lambda/wrap-up/handler';
import type { Config } from '../lib/config';
import { connectDynamo } from './aws/dynamodb';
import { memoryServices } from './aws/memory';
import type { LocalRegistry } from './aws/registry';
import { connectS3 } from './aws/s3';
import { asLambdaDoes, Company } from './company';
import { LocalBridge } from './bridge';
import type { LocalClock } from './clock';
import { withFaults, type Faults } from './sim/faults';
import { SimModel } from './sim/model';
import { TYPICAL, type Pace } from './sim/pace';
import { SimRecogniser } from './sim/recogniser';
import { standingIn } from './sim/standing-in';
import { standIns, type StandIns } from './sim/stand-ins';
import { scripted, type ScriptLine } from './sim/think';
import { offlineSpeech, SimVoice, type Speak } from './sim/voice';
import { localTools } from './tools/local-tools';
import type { ToolScript } from './tools/script';
import { NO_SECRETS } from './tools/secrets';

/** Where DynamoDB and S3 are, on 127.0.0.1. */
export interface LocalPorts {
  dynamo: number;
  s3: number;
}

export interface HandlerOptions {
  config: Config;
  clock: LocalClock;
  /** Carriers of the config whose calls have to come through the bridge. Standard: none. */
  keyedCarriers?: readonly string[];
  /** Keys by provider; an agent's provider without a key is replaced by a simulated one. */
  keys?: KeyRing;
  pace?: Pace;
  /** false: speech is a murmur, which is faster to make. */
  words?: boolean;
  /** How a text becomes line audio. Standard: offline speech, with words or without. */
  speak?: Speak;
  /** What the simulated model answers; where it has nothing, it answers from the agent's prompt. */
  script?: readonly ScriptLine[];
  /** What tools do in place of the services behind them. */
  toolScript?: ToolScript;
  /** Secrets of the tools outside of this machine. Standard: none, so that these refuse. */
  toolSecrets?: ToolSecrets;
  log?: Log;
  /** Ports of services that run already, empty. Left out: they are in memory, without a server. */
  services?: LocalPorts;
  /** The registry, with the config in it, where others change it. Left out: nobody does. */
  registry?: LocalRegistry;
}

/** The handlers that run in AWS, on this machine, and what they work with. No line leads to them yet. */
export interface Handlers {
  /** The call handler. Turn workers that it starts run beside it. */
  answer: (event: unknown) => Promise<Answer>;
  directory: NumberDirectory;
  store: CallStore;
  bridge: LocalBridge;
  audio: AudioStore;
  bucket: string;
  providers: ProvidersOf;
  recogniser: SimRecogniser;
  speak: Speak;
  agents: Config['agents'];
  /** Which providers of which agents are simulated. */
  simulated: StandIns['replaced'];
  /** The words of an audio object that was made here. */
  wordsOf: (key: string) => string | undefined;
  /** Who is told of the end of calls. */
  company: Company;
  /** Resolves when no turn worker and no wrap-up is running. */
  settled: () => Promise<void>;
  close: () => Promise<void>;
}

/** Callees of this machine are nobody, so their hashes hide nothing. */
const CALLEE_KEY = 'the key of the callees of this machine';

const NO_KEYS: KeyRing = { key: () => Promise.resolve(undefined) };
/** The trunk of this machine: whoever is called over it is on this machine, too. */
export const VOICE_CONNECTOR = 'arn:aws:chime:us-east-1:000000000000:vc/local';
const NO_LOG: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function openHandlers(options: HandlerOptions, faults: Faults): Promise<Handlers> {
  const {
    config,
    clock,
    keyedCarriers = [],
    keys = NO_KEYS,
    pace = TYPICAL,
    log = NO_LOG,
    services,
    registry,
  } = options;
  const { dynamo, s3 } = services ? await connect(services, clock) : memoryServices(clock, registry?.client);
  const { agents, replaced } = await standIns(config, keys);
  const items = [...agents.flatMap(itemsOfAgent), ...config.numbers.flatMap(itemsOf)];
  for (const Item of registry ? [] : items)
    await dynamo.client.send(new PutItemCommand({ TableName: dynamo.registryTable, Item }));

  const speak = options.speak ?? offlineSpeech(clock, { words: options.words });
  const recogniser = new SimRecogniser(clock, pace.recogniserMs);
  const simulated = {
    stt: () => recogniser,
    llm: () => new SimModel(clock, pace.model, scripted(options.script ?? [])),
    tts: () => new SimVoice(clock, pace.voice, speak),
  };
  const healthy = providersFor({ keys, settings: config.providers, more: { sim: simulated } });
  const faulty: ProvidersOf = async (agent) => withFaults(await healthy(agent), faults, clock);
  const audio = outOfTime(new S3AudioStore({ client: s3.client, bucket: s3.bucket }), clock);
  const indices = Object.entries(config.knowledge);
  await Promise.all(
    indices.map(([hash, json]) => audio.write(knowledgeKey(hash), new TextEncoder().encode(json))),
  );
  const registered = new DynamoNumberDirectory({ client: dynamo.client, table: dynamo.registryTable });
  const directory = registry ? standingIn(registered, config, keys) : registered;
  const { callDays: ttlDays } = config.retention;
  const calls = new DynamoCallStore({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays });
  const store = failing(calls, faults);
  const breakers = new DynamoBreakerStore({ client: dynamo.client, table: dynamo.callsTable, clock });
  const providers = withFallbacks({
    providers: faulty,
    breakers: new Breakers({ store: breakers, clock, log }),
    clock,
    log,
  });
  const dials = new DynamoDialStore({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays });
  const bridge = new LocalBridge(clock, dials);
  const trust = { proof: bridge.proof, keyedCarriers: new Set(keyedCarriers), dials };
  const ledger = new DynamoToolLedger({
    client: dynamo.client,
    table: dynamo.callsTable,
    clock,
    ttlDays,
  });
  const vault = new DynamoDigitVault({ client: dynamo.client, table: dynamo.callsTable, clock });
  const optOuts = new DynamoOptOuts({ client: dynamo.client, table: dynamo.registryTable });
  const callees = new SecretCalleeHash({ secret: async () => CALLEE_KEY });
  const tools = {
    ledger,
    vault,
    ...localTools({
      clock,
      log,
      secrets: options.toolSecrets ?? NO_SECRETS,
      script: options.toolScript ?? {},
      builtIn: {
        callbacks: new DynamoCallbacks({ client: dynamo.client, table: dynamo.callsTable, ttlDays }),
        optOuts,
        callees,
        calls,
        clock,
      },
    }),
  };
  const knowledge = new StoredKnowledge(audio);
  const worker = createTurnWorker({
    directory,
    store,
    audio,
    knowledge,
    dials,
    optOuts,
    callees,
    clock,
    log,
    providers,
    tools,
  });
  const words = wordsOfAudio(store);
  const running = new Set<Promise<unknown>>();
  const turns: TurnStarter = {
    start: async (job) => {
      if (job.kind === 'render') job.clips.forEach(({ key, text }) => words.set(key, text));
      else if (job.kind === 'reply' && faults.next('worker')) return;
      const run: Promise<void> = worker(copy(job)).finally(() => running.delete(run));
      running.add(run);
    },
  };
  const company = new Company(faults);
  const wrapUp = createWrapUp({
    ...{ directory, store, dials, clock, log, bus: company.bus, webhooks: company.webhooks },
    days: new DynamoDailyBudget({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays }),
    ledger: new DynamoWrapUpLedger({ client: dynamo.client, table: dynamo.callsTable, clock, ttlDays }),
    providers: faulty,
  });
  const wrapUps: WrapUps = {
    start: async (job) => {
      const awsRequestId = randomUUID();
      const work = () => wrapUp(copy(job), { awsRequestId });
      const run: Promise<unknown> = asLambdaDoes(work, clock).finally(() => running.delete(run));
      running.add(run);
    },
  };
  const settled = async () => {
    while (running.size > 0) await Promise.all(running);
  };
  const clips = new Clips({ store, turns, clock });
  return {
    answer: createCallHandler({
      ...{ directory, store, turns, wrapUps, clips, vault, clock, log, trust },
      bucket: s3.bucket,
      voiceConnector: VOICE_CONNECTOR,
    }),
    directory,
    store,
    bridge,
    audio,
    bucket: s3.bucket,
    providers,
    recogniser,
    speak,
    agents,
    simulated: replaced,
    wordsOf: (key) => words.get(key),
    company,
    settled,
    close: async () => {
      await settled();
      await Promise.all([dynamo.close(), s3.close()]);
    },
  };
}

async function connect(ports: LocalPorts, clock: LocalClock) {
  const [dynamo, s3] = await Promise.all([connectDynamo(ports.dynamo, clock), connectS3(ports.s3, clock)]);
  return { dynamo, s3 };
}

/** What is asked of a deployment is not registered. */
function itemsOf({ takeover: _, ...record }: Config['numbers'][number]): Item[] {
  return itemsOfNumber(record);
}

/** An object is still being read when S3 has answered; none of that takes time of the clock. */
function outOfTime(audio: AudioStore, clock: LocalClock): AudioStore {
  return {
    read: (key) => clock.during(() => audio.read(key)),
    write: (key, wav) => clock.during(() => audio.write(key, wav)),
  };
}

/** A job reaches its function as JSON, as it does in AWS. */
function copy(job: TurnJob | WrapUpJob): unknown {
  return JSON.parse(JSON.stringify(job));
}

/** The calls table, failing where a scenario says so. */
function failing(store: CallStore, faults: Faults): CallStore {
  const load = store.load.bind(store);
  store.load = (callId) => {
    if (faults.next('tables')) return Promise.reject(new Error('the table was told to fail'));
    return load(callId);
  };
  return store;
}

/** Learns the words of every part of a reply as it is stored. */
function wordsOfAudio(store: CallStore): Map<string, string> {
  const words = new Map<string, string>();
  const saveTurn = store.saveTurn.bind(store);
  store.saveTurn = (turn) => {
    const whisper = turn.next?.type === 'transfer' ? turn.next.whisper : undefined;
    [...turn.parts, ...(whisper ? [whisper] : [])].forEach(({ key, text }) => words.set(key, text));
    return saveTurn(turn);
  };
  return words;
}

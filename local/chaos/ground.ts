import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Patience } from '../../lambda/adapters/impatient';
import type { EventBus } from '../../lambda/core/memory/ports';
import type { CallStore, Log } from '../../lambda/core/ports';
import type { ToolLedger } from '../../lambda/core/tools/tool-runner';
import type { VirtualClock } from '../clock';
import type { MemoryBucket } from './aws/bucket';
import { ServiceClient, type Service } from './aws/service';
import { dynamoClient, TABLES } from './aws/services';
import type { MemoryTable } from './aws/table';
import type { Invocation } from './faults/events';
import type { Weather } from './faults/weather';
import type { CallPlan } from './plan';
import type { QuickRecogniser } from './providers';
import type { AppointmentBook } from './tool';
import type { Witness } from './witness';

export const AUDIO_BUCKET = 'byon-audio';
export const TABLE = 'byon';

/** Parts of the product that a test may put worse ones in the place of, to see that it is noticed. */
export interface Sabotage {
  answer?: (answer: Invocation) => Invocation;
  store?: (store: CallStore) => CallStore;
  ledger?: (ledger: ToolLedger) => ToolLedger;
  wrapUp?: (invoke: (job: unknown) => void) => (job: unknown) => void;
  bus?: (bus: EventBus) => EventBus;
}

/** What the parts of a world are made of. */
export interface Ground {
  plan: CallPlan;
  clock: VirtualClock;
  weather: Weather;
  table: MemoryTable;
  bucket: MemoryBucket;
  /** The words of audio objects, by their keys. */
  words: Map<string, string>;
  recogniser: QuickRecogniser;
  book: AppointmentBook;
  witness: Witness;
  log: Log;
  /** Turns that a fault may have kept from being begun. */
  unbegun: Set<number>;
  sabotage: Sabotage;
}

/** A table of AWS, as a function with so much patience meets it. */
export function tablesOf(ground: Ground, patience: Patience) {
  const { table, witness, clock } = ground;
  const watched = {
    serve: (command: unknown) => {
      if (!isOfVault(command)) witness.saw('the tables', command);
      return table.serve(command);
    },
  };
  return tableOf(dynamoClient(watched, clientOf(TABLES, patience, ground)), clock);
}

export function tableOf(client: DynamoDBClient, clock: VirtualClock) {
  return { client, table: TABLE, clock, ttlDays: 1 };
}

export function clientOf(service: Service, patience: Patience, { plan, clock, weather }: Ground) {
  const random = plan.random.of(`${service.place} ${patience.attempts}`);
  return new ServiceClient(service, patience, { clock, weather, random });
}

/** Notes which turns could not be begun because the tables failed. */
export function notingClaims(store: CallStore, unbegun: Set<number>): CallStore {
  const claimTurn = store.claimTurn.bind(store);
  store.claimTurn = async (turn, leaseMs) => {
    try {
      return await claimTurn(turn, leaseMs);
    } catch (error) {
      unbegun.add(turn.turn);
      throw error;
    }
  };
  return store;
}

/** The vault is where private digits belong. */
function isOfVault(command: unknown): boolean {
  const { Item, Key } = (command as { input: { Item?: Keyed; Key?: Keyed } }).input;
  return (Item ?? Key)?.sk?.S?.startsWith('DIGITS#') ?? false;
}

interface Keyed {
  sk?: { S?: string };
}

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { canonicalDigest } from '../../lambda/adapters/canonical-digest';
import { DynamoPaces } from '../../lambda/adapters/dynamodb/campaign-paces';
import { DynamoCampaigns } from '../../lambda/adapters/dynamodb/campaign-store';
import { DynamoConsents } from '../../lambda/adapters/dynamodb/consent-store';
import { DynamoDailyBudget } from '../../lambda/adapters/dynamodb/daily-budget';
import { DynamoDialStore } from '../../lambda/adapters/dynamodb/dial-store';
import { DynamoEvidence } from '../../lambda/adapters/dynamodb/evidence-store';
import { DynamoLegStore } from '../../lambda/adapters/dynamodb/leg-store';
import { DynamoNumberDirectory } from '../../lambda/adapters/dynamodb/number-directory';
import { DynamoOptOuts } from '../../lambda/adapters/dynamodb/opt-out-store';
import { DynamoDialRequests, DynamoOutboundSwitch } from '../../lambda/adapters/dynamodb/outbound-stores';
import { DynamoScrubs } from '../../lambda/adapters/dynamodb/scrub-store';
import { DynamoTrunkStates } from '../../lambda/adapters/dynamodb/trunk-states';
import { LambdaDialFunction } from '../../lambda/adapters/lambda-dial-function';
import { SecretCalleeHash } from '../../lambda/adapters/secret-callee-hash';
import { SqsAttemptQueue } from '../../lambda/adapters/sqs-attempt-queue';
import { createAttemptWorker, type BatchAnswer } from '../../lambda/campaign-dial/handler';
import { createDesk } from '../../lambda/campaign-desk/handler';
import { createPacer } from '../../lambda/campaign-pace/handler';
import { referenceOf } from '../../lambda/core/outbound/reference';
import type { CampaignStore } from '../../lambda/core/outbound/campaign/ports';
import type { TrunkLimits } from '../../lambda/core/outbound/settings';
import type { SpendingSettings } from '../../lambda/core/outbound/spending';
import type { Log } from '../../lambda/core/ports';
import { createDialFunction } from '../../lambda/dial/handler';
import { MemoryTable } from '../chaos/aws/table';
import { mortal, mortalClock, type Life } from '../chaos/faults/mortal';
import { Random } from '../chaos/random';
import { VirtualClock } from '../clock';
import { FakeCarrier, type CarrierPorts } from './carrier';
import { FunctionHost } from './function-host';
import { IndexedTable } from './indexed-table';
import type { FaultRates } from './plan';
import { MemoryQueue } from './queue';

export interface WorldOptions {
  seed: string;
  /** Milliseconds since the epoch. */
  startsAt: number;
  limits: TrunkLimits;
  spending?: SpendingSettings | undefined;
  faults: FaultRates;
  courseOf?: CarrierPorts['courseOf'];
}

export const CARRIER = 'vobiz';
const STACK = 'Byon';
/** Keeps records longer than any campaign here. */
const DAYS = 30;
const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** What a command to a table takes. */
const TABLE_MS = [1, 12] as const;

interface Served {
  serve(command: unknown): object;
}

/** The functions of campaigns, on AWS in memory, with a carrier that dials nobody. */
export class CampaignWorld {
  readonly clock: VirtualClock;
  readonly carrier: FakeCarrier;
  readonly queue: MemoryQueue;
  /** How often each fault has struck. */
  readonly struck: Record<string, number> = {};
  readonly callees = new SecretCalleeHash({ secret: async () => 'what this stack hashes callees with' });
  /** The tables as they are, without faults and at once. */
  readonly registry: MemoryTable;
  readonly campaigns: DynamoCampaigns;
  readonly evidence: DynamoEvidence;
  readonly days: DynamoDailyBudget;
  readonly desk: (event: unknown) => Promise<object>;

  private readonly random: Random;
  private readonly host: FunctionHost;
  private readonly campaignsTable = new IndexedTable();
  private readonly callsTable = new MemoryTable();

  constructor(private readonly options: WorldOptions) {
    const { seed, startsAt, faults, limits, courseOf } = options;
    this.random = new Random(seed);
    this.clock = new VirtualClock(startsAt, 1);
    const { clock } = this;
    const strike = (fault: string) => void (this.struck[fault] = (this.struck[fault] ?? 0) + 1);
    this.registry = new MemoryTable();
    const registry = { client: atOnce(this.registry), table: 'registry' };
    const calls = { client: atOnce(this.callsTable), table: 'calls', clock, ttlDays: DAYS };
    this.campaigns = new DynamoCampaigns({
      client: atOnce(this.campaignsTable),
      table: 'campaigns',
      ttlDays: DAYS,
    });
    this.evidence = new DynamoEvidence(registry);
    this.days = new DynamoDailyBudget(calls);
    const directory = new DynamoNumberDirectory(registry);
    this.carrier = new FakeCarrier({
      ...{ clock, faults, random: this.random.of('carrier'), struck: strike },
      ...(courseOf && { courseOf }),
      bridge: {
        directory,
        legs: new DynamoLegStore(calls),
        dials: new DynamoDialStore(calls),
        days: this.days,
        clock,
        log: SILENT,
        callKeySecret: async () => 'what this stack makes its keys with',
      },
    });
    this.host = new FunctionHost({
      ...{ clock, killed: faults.killed, struck: strike },
      random: this.random.of('functions'),
    });
    this.queue = new MemoryQueue({
      ...{ clock, twice: faults.twice, struck: strike },
      random: this.random.of('queue'),
      work: (body) => this.work(body),
    });
    this.desk = createDesk({
      ...{ store: this.campaigns, directory, callees: this.callees, clock },
      ...{ countries: ['IN'], carriers: [CARRIER] },
    });
    this.trunkLimits = limits;
  }

  private readonly trunkLimits: TrunkLimits;

  /** The pacer's invocation of one minute. */
  async pace(): Promise<void> {
    await this.host.invoke({ name: 'pacer', steps: 300, timeoutMs: 90_000 }, (life) =>
      createPacer({
        store: mortalStore(this.slow().campaigns, life),
        paces: mortal(this.slow().paces, life),
        queue: mortal(new SqsAttemptQueue({ client: this.queue.client(), url: 'attempts' }), life),
        dials: mortal(this.slow().dials, life),
        directory: mortal(this.slow().directory, life),
        trunks: new Map([[CARRIER, this.trunkLimits]]),
        clock: mortalClock(this.clock, life),
        log: SILENT,
      })(),
    );
  }

  private async work(body: string): Promise<boolean> {
    const event = { Records: [{ messageId: 'one', body }] };
    const invoked = await this.host.invoke(
      { name: 'worker', steps: 10, timeoutMs: 60_000 },
      (life): Promise<BatchAnswer> =>
        createAttemptWorker({
          store: mortalStore(this.slow().campaigns, life),
          dialFunction: mortal(new LambdaDialFunction({ client: this.lambda(), name: 'dial' }), life),
          referenceOf: (dial) => referenceOf({ stack: STACK, ...dial }, canonicalDigest),
          clock: mortalClock(this.clock, life),
          log: SILENT,
        })(event),
    );
    return invoked !== 'dead' && invoked.answer.batchItemFailures.length === 0;
  }

  /** A client that invokes the dial function. */
  private lambda(): LambdaClient {
    const send = async ({ input }: { input: { Payload: string } }) => {
      const invoked = await this.host.invoke({ name: 'dial', steps: 25, timeoutMs: 30_000 }, (life) =>
        this.dial(JSON.parse(input.Payload), life),
      );
      if (invoked === 'dead') return { FunctionError: 'Unhandled', Payload: new Uint8Array() };
      return { Payload: new TextEncoder().encode(JSON.stringify(invoked.answer)) };
    };
    return { send } as unknown as LambdaClient;
  }

  private async dial(event: unknown, life: Life): Promise<unknown> {
    const client = this.client(this.registry);
    const registry = { client, table: 'registry' };
    const calls = { client: this.client(this.callsTable), table: 'calls', clock: this.clock, ttlDays: DAYS };
    const trunk = {
      ...({ type: 'vobiz', detectsMachines: true, limits: this.trunkLimits } as const),
      dialler: async () => mortal(this.carrier, life),
    };
    return createDialFunction({
      stack: STACK,
      settings: { countries: ['IN'], callsPerDay: 1_000_000, spending: this.options.spending },
      carriers: new Map([[CARRIER, trunk]]),
      directory: mortal(new DynamoNumberDirectory(registry), life),
      callees: this.callees,
      digest: canonicalDigest,
      consents: mortal(new DynamoConsents(registry), life),
      scrubs: mortal(new DynamoScrubs(registry), life),
      optOuts: mortal(new DynamoOptOuts(registry), life),
      evidence: mortal(new DynamoEvidence(registry), life),
      requests: mortal(new DynamoDialRequests(registry), life),
      dials: mortal(new DynamoDialStore(calls), life),
      toggle: mortal(new DynamoOutboundSwitch(registry), life),
      days: mortal(new DynamoDailyBudget(calls), life),
      trunks: mortal(new DynamoTrunkStates(calls), life),
      clock: mortalClock(this.clock, life),
      log: SILENT,
    })(event);
  }

  /** What the functions of the campaign have of the tables. */
  private slow() {
    const campaigns = { client: this.client(this.campaignsTable), table: 'campaigns', ttlDays: DAYS };
    const calls = { client: this.client(this.callsTable), table: 'calls', clock: this.clock, ttlDays: DAYS };
    return {
      campaigns: new DynamoCampaigns(campaigns),
      paces: new DynamoPaces(campaigns),
      dials: new DynamoDialStore(calls),
      directory: new DynamoNumberDirectory({ client: this.client(this.registry), table: 'registry' }),
    };
  }

  /** A client that takes its time, and now and then hears of a write only when it has made it twice. */
  private client(table: Served): DynamoDBClient {
    const send = async (command: unknown) => {
      await this.clock.sleep(this.random.int(...TABLE_MS));
      if (this.random.chance(this.options.faults.lostAnswer)) {
        this.struck['table: answer lost'] = (this.struck['table: answer lost'] ?? 0) + 1;
        table.serve(command);
        await this.clock.sleep(this.random.int(...TABLE_MS));
      }
      return table.serve(command);
    };
    return { send } as unknown as DynamoDBClient;
  }
}

function atOnce(table: Served): DynamoDBClient {
  return { send: async (command: unknown) => table.serve(command) } as unknown as DynamoDBClient;
}

/** `callees` is no promise, but a stream. */
function mortalStore(store: CampaignStore, life: Life): CampaignStore {
  const callees: CampaignStore['callees'] = (id) => life.stream(() => store.callees(id));
  return Object.assign(Object.create(mortal(store, life)) as CampaignStore, { callees });
}

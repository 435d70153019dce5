import { Annotations, RemovalPolicy, Token } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type * as z from 'zod';
import type { Agent } from '../../lambda/core/agents/agent';
import { InvalidInputError } from '../../lambda/core/errors';
import type { dltRecord } from '../../lambda/core/numbers/dlt';
import { e164 } from '../../lambda/core/numbers/e164';
import { numberSettings, type NumberRecord } from '../../lambda/core/numbers/number';
import type { IVoiceAgent } from '../agents/voice-agent';
import type { BoundCarrier } from '../carriers/bound-carrier';
import { assignmentFaults } from '../config/checks/assignment';
import {
  faultsOfNumber,
  registrationWarnings,
  warningsOfNumber,
  type PartialNumber,
} from '../../lambda/core/checks/number';
import { toFault, type Finding } from '../../lambda/core/checks/finding';
import { shapeFindings, soundParts } from '../../lambda/core/checks/shape';
import type { FunctionOptions, StorageOptions } from '../options';
import { KeyedTable, text } from '../private/keyed-table';
import { RegistryDeployment } from './registry-deployment';

export interface NumberProps {
  /** The agent that answers this number. */
  readonly agent: IVoiceAgent;
  /**
   * The carrier that has it, as `addCarrier` returned it.
   *
   * @default - none: you lead its calls here by hand
   */
  readonly carrier?: BoundCarrier;
  /**
   * Whether to take the number from where its calls go now. They go there again when it leaves the stack.
   *
   * @default false
   */
  readonly takeover?: boolean;
  /**
   * A suspended number says so and hangs up.
   *
   * @default active
   */
  readonly status?: 'active' | 'suspended';
  /**
   * Values for the agent's `{{variables}}`, for this number.
   *
   * @default - the agent's own
   */
  readonly variables?: Record<string, string>;
  /**
   * Ids of SIP rules that only calls to this number take, for carriers that hide the dialled number.
   *
   * @default - the number is known by the signalling of the call
   */
  readonly routes?: string[];
  /**
   * India's DLT registration of the number.
   *
   * @default - none
   */
  readonly dlt?: z.input<typeof dltRecord>;
}

/** Where numbers and agents are kept, and how the function that brings them there logs. */
export interface NumberRegistryProps
  extends StorageOptions, Pick<FunctionOptions, 'logRetention' | 'logPersonalData'> {
  /**
   * An existing table with nothing else in it, with the keys `pk` and `sk` and an index `gsi1` of all attributes with
   * the keys `gsi1pk` and `gsi1sk`, all of them strings. Its encryption, and what becomes of it, stay as they are.
   *
   * @default - a table is made
   */
  readonly table?: ITableV2;
}

/** All that is registered, as plain data. */
export interface RegistryRecords {
  readonly agents: Agent[];
  readonly numbers: NumberRecord[];
}

/**
 * The numbers and the agents that answer them. They are records of a table, not CloudFormation resources:
 * thousands of numbers add nothing to the stack.
 */
export class NumberRegistry extends Construct {
  /** Keys `pk` and `sk`; the index `gsi1` lists the numbers of an agent. */
  readonly table: ITableV2;
  readonly deployment: RegistryDeployment;
  /** What the last deployment did, as in `2 numbers added, 1 agent changed`: a token, known when it is deployed. */
  readonly summary: string;

  private readonly agents = new Map<string, Agent>();
  private readonly numbers = new Map<string, NumberRecord>();
  /** The number of each route, and the first number of each agent. */
  private readonly numberOfRoute = new Map<string, string>();
  private readonly firstOfAgent = new Map<string, string>();
  private readonly doubtful: string[] = [];
  private readonly unregistered: string[] = [];

  constructor(scope: Construct, id: string, props: NumberRegistryProps = {}) {
    super(scope, id);
    const { table, logRetention, logPersonalData } = props;
    this.table = table ?? newTable(this, props);
    this.deployment = new RegistryDeployment(this, 'Deployment', {
      table: this.table,
      records: () => {
        this.warnOfDoubtful();
        this.warnOfUnregistered();
        return this.inOrder();
      },
      logRetention,
      logPersonalData,
    });
    this.summary = this.deployment.attribute('Summary');
  }

  /** @throws InvalidInputError when another agent has this id, or when the stack is synthesised already. */
  addAgent(agent: IVoiceAgent): void {
    const { record } = agent;
    const known = this.agents.get(record.id);
    if (known?.version === record.version) return;
    const message = known
      ? 'another agent has this id already; give one of them another agentId'
      : this.lost();
    if (message) throw new InvalidInputError(`agent ${record.id}`, [{ path: 'agentId', message }]);
    this.agents.set(record.id, record);
  }

  /**
   * Registers a number, and its agent if that is not registered yet.
   *
   * @param number in E.164, as in `+919876543210`.
   * @param faults that somebody else finds with it, to be told together.
   * @throws InvalidInputError with every fault of the number and of its properties.
   */
  addNumber(number: string, props: NumberProps, faults: readonly Finding[] = []): void {
    const { agent, carrier, ...rest } = props;
    const settings = { ...rest, agent: agent.ref.agentId, carrier: carrier?.carrierId };
    const findings = [...this.faultsOf(number, settings, agent.record), ...faults];
    if (findings.length > 0) {
      throw new InvalidInputError(
        `number ${number}`,
        findings.map((finding) => toFault(finding)),
      );
    }
    this.addAgent(agent);
    const { takeover: _, ...record } = numberSettings.parse(settings);
    this.register({ ...record, number });
    if (warningsOfNumber(number).length > 0) this.doubtful.push(number);
    if (registrationWarnings(number, record).length > 0) this.unregistered.push(number);
  }

  /** What is registered so far, in the order in which it was added. */
  records(): RegistryRecords {
    return { agents: [...this.agents.values()], numbers: [...this.numbers.values()] };
  }

  /** Registered numbers in no range that the numbering plan knows. They are right only where a range is new. */
  doubtfulNumbers(): string[] {
    return [...this.doubtful];
  }

  /** Indian numbers whose registration lets no call be made yet, or ends soon. */
  unregisteredNumbers(): string[] {
    return [...this.unregistered];
  }

  private register(record: NumberRecord): void {
    this.numbers.set(record.number, record);
    for (const route of record.routes) this.numberOfRoute.set(route, record.number);
    if (!this.firstOfAgent.has(record.agent)) this.firstOfAgent.set(record.agent, record.number);
  }

  private faultsOf(number: string, settings: z.input<typeof numberSettings>, agent: Agent): Finding[] {
    if (Token.isUnresolved(number)) return [{ path: [], message: 'must be known at synth: it is a key' }];
    const lost = this.lost();
    if (lost) return [{ path: [], message: lost }];
    const shape = [...shapeFindings(e164, number), ...shapeFindings(numberSettings, settings)];
    if (!e164.safeParse(number).success) return shape;
    const sound = soundParts(numberSettings, settings);
    const twice = this.numbers.has(number)
      ? [{ path: [], message: 'is registered already; register each number once' }]
      : [];
    const own = ['numbers', number];
    const assignment = assignmentFaults(
      new Map([[agent.id, agent]]),
      new Map<string, PartialNumber>([...this.concerned(agent, sound.routes), [number, sound]]),
    ).map(({ path, message }) => ({
      path: own.every((step, i) => path[i] === step) ? path.slice(own.length) : path,
      message,
    }));
    return [...shape, ...twice, ...faultsOfNumber(number, sound), ...assignment];
  }

  /**
   * The numbers that another one can be at odds with: those that hold its routes, and one that tells that the
   * agent has numbers. All of them were without fault when they came, so thousands need no second look each time.
   */
  private concerned(agent: Agent, routes: readonly string[] = []): [string, NumberRecord][] {
    const owners = routes.map((route) => this.numberOfRoute.get(route));
    return [this.firstOfAgent.get(agent.id), ...owners]
      .filter((number) => number !== undefined)
      .map((number) => [number, this.numbers.get(number)!]);
  }

  private lost(): string | undefined {
    if (!this.deployment.isWritten) return undefined;
    return 'comes too late: the records are written already; register everything before the app is synthesised';
  }

  /** One for all, without the numbers: warnings end up in the log of whoever builds the app. */
  private warnOfDoubtful(): void {
    const { length } = this.doubtful;
    if (length === 0) return;
    Annotations.of(this).addWarningV2(
      'byon-cdk:doubtful-numbers',
      `numbers in no range that the numbering plan knows: ${length}. The registry's doubtfulNumbers() names them, ` +
        'and the warnings of loadConfig() tell their lines. Check them unless their ranges are new.',
    );
  }

  private warnOfUnregistered(): void {
    const { length } = this.unregistered;
    if (length === 0) return;
    Annotations.of(this).addWarningV2(
      'byon-cdk:registration',
      `numbers whose registration in India lets no call be made yet, or ends soon: ${length}. The registry's ` +
        'unregisteredNumbers() names them, and the warnings of loadConfig() tell what and why.',
    );
  }

  /** Sorted, so that another order in the config is no other deployment. */
  private inOrder(): string {
    const { agents, numbers } = this.records();
    return JSON.stringify({
      agents: agents.sort((a, b) => (a.id < b.id ? -1 : 1)),
      numbers: numbers.sort((a, b) => (a.number < b.number ? -1 : 1)),
    });
  }
}

/** Plainly retained: a first deployment that failed could not delete a table that is protected. */
function newTable(
  scope: Construct,
  { encryptionKey, removalPolicy = RemovalPolicy.RETAIN }: StorageOptions,
): KeyedTable {
  return new KeyedTable(scope, 'Table', {
    globalSecondaryIndexes: [{ indexName: 'gsi1', partitionKey: text('gsi1pk'), sortKey: text('gsi1sk') }],
    deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
    encryptionKey,
    removalPolicy,
  });
}

import { Annotations, RemovalPolicy, Token } from 'aws-cdk-lib';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type * as z from 'zod';
import type { Agent } from '../../lambda/core/agents/agent';
import { InvalidInputError } from '../../lambda/core/errors';
import type { dltRecord } from '../../lambda/core/numbers/dlt';
import { e164 } from '../../lambda/core/numbers/e164';
import { numberSettings, type NumberRecord } from '../../lambda/core/numbers/number';
import type { IVoiceAgent } from '../agents/voice-agent';
import { assignmentFaults } from '../config/checks/assignment';
import { faultsOfNumber, warningsOfNumber } from '../config/checks/number';
import { toFault, type Finding } from '../config/finding';
import { shapeFindings, soundParts } from '../config/shape';

export interface NumberProps {
  /** The agent that answers this number. */
  readonly agent: IVoiceAgent;
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
  /** Keys `pk` and `sk`; the index `gsi1` lists the numbers of an agent. Kept when the stack is deleted. */
  readonly table: TableV2;

  private readonly agents = new Map<string, Agent>();
  private readonly numbers = new Map<string, NumberRecord>();

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      globalSecondaryIndexes: [
        {
          indexName: 'gsi1',
          partitionKey: { name: 'gsi1pk', type: AttributeType.STRING },
          sortKey: { name: 'gsi1sk', type: AttributeType.STRING },
        },
      ],
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** @throws InvalidInputError when another agent has this id. */
  addAgent(agent: IVoiceAgent): void {
    const { record } = agent;
    const known = this.agents.get(record.id);
    if (known && known.version !== record.version) {
      throw new InvalidInputError(`agent ${record.id}`, [
        { path: 'agentId', message: 'another agent has this id already; give one of them another agentId' },
      ]);
    }
    this.agents.set(record.id, record);
  }

  /**
   * Registers a number, and its agent if that is not registered yet.
   *
   * @param number in E.164, as in `+919876543210`.
   * @throws InvalidInputError with every fault of the number and of its properties.
   */
  addNumber(number: string, props: NumberProps): void {
    const { agent, ...rest } = props;
    const settings = { ...rest, agent: agent.ref.agentId };
    const faults = this.faultsOf(number, settings, agent.record);
    if (faults.length > 0) {
      throw new InvalidInputError(
        `number ${number}`,
        faults.map((fault) => toFault(fault)),
      );
    }
    this.addAgent(agent);
    this.numbers.set(number, { ...numberSettings.parse(settings), number });
    for (const { message } of warningsOfNumber(number)) {
      Annotations.of(this).addWarningV2(`byon-cdk:number-${number}`, `${number} ${message}`);
    }
  }

  /** What is registered so far, in the order in which it was added. */
  records(): RegistryRecords {
    return { agents: [...this.agents.values()], numbers: [...this.numbers.values()] };
  }

  private faultsOf(number: string, settings: z.input<typeof numberSettings>, agent: Agent): Finding[] {
    if (Token.isUnresolved(number)) return [{ path: [], message: 'must be known at synth: it is a key' }];
    const shape = [...shapeFindings(e164, number), ...shapeFindings(numberSettings, settings)];
    if (!e164.safeParse(number).success) return shape;
    const sound = soundParts(numberSettings, settings);
    const twice = this.numbers.has(number)
      ? [{ path: [], message: 'is registered already; register each number once' }]
      : [];
    const own = ['numbers', number];
    const assignment = assignmentFaults(
      new Map([[agent.id, agent]]),
      new Map([...this.numbers, [number, sound]]),
    ).map(({ path, message }) => ({
      path: own.every((step, i) => path[i] === step) ? path.slice(own.length) : path,
      message,
    }));
    return [...shape, ...twice, ...faultsOfNumber(number, sound), ...assignment];
  }
}

import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { OnEventOptions, Rule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { InvalidInputError } from '../lambda/core/errors';
import { transfersByTrunk } from './agents/transfers-by-trunk';
import { VoiceAgent, type IVoiceAgent, type VoiceAgentProps } from './agents/voice-agent';
import { ProviderKeys, type ProviderKeysProps } from './byok/provider-keys';
import type { BoundCarrier } from './carriers/bound-carrier';
import type { Carrier } from './carriers/carrier';
import { Carriers } from './carriers/carriers';
import { faultsOfCarriedNumber } from './config/checks/carried-number';
import { callEndedRule } from './conversation/call-ended-rule';
import { ConversationPipeline, type TraceOptions } from './conversation/conversation-pipeline';
import type { ChimeEndpoint } from './endpoint/chime-endpoint';
import { SipEndpoint } from './endpoint/sip-endpoint';
import type { FunctionOptions } from './options';
import { CalleeKey, type CalleeKeyProps } from './numbers/callee-key';
import { ExpiryWatch } from './numbers/expiry-watch';
import type { Finding } from '../lambda/core/checks/finding';
import { NumberRegistry, type NumberProps, type RegistryRecords } from './numbers/number-registry';
import { RegistryApi } from './numbers/registry-api';
import { ScrubFeed } from './numbers/scrub-feed';
import { Outbound, type OutboundOptions } from './outbound/outbound';

/** All of it has a default that can take calls, once somebody may call. */
export interface ByonProps extends TraceOptions, FunctionOptions, ProviderKeysProps, CalleeKeyProps {
  /**
   * How carriers reach the agents.
   *
   * @default SipEndpoint.chime(): a new Voice Connector, which nobody may call yet
   */
  readonly endpoint?: SipEndpoint;
  /**
   * An existing table for numbers and agents and nothing else, with the keys `pk` and `sk` and an index `gsi1` of
   * all attributes with the keys `gsi1pk` and `gsi1sk`, all of them strings.
   *
   * @default - a table is made
   */
  readonly registryTable?: ITableV2;
  /**
   * Whether there is a bucket that takes files with the results of scrubs and brings them to the registry.
   *
   * @default false
   */
  readonly scrubFeed?: boolean;
  /**
   * Whether numbers, agents, consents and opt-outs have an HTTP API, for who has the IAM permission.
   *
   * @default false
   */
  readonly registryApi?: boolean;
}

/**
 * AI voice agents behind phone numbers that a company already has.
 *
 * @example
 * const byon = new Byon(this, 'Byon');
 * const twilio = byon.addCarrier('twilio', Carrier.twilio({ credentials, admission: Admission.standIn() }));
 * const reception = byon.addAgent('reception', {
 *   language: 'en-IN',
 *   greeting: 'Namaste, how can I help you?',
 *   prompt: AgentPrompt.fromFile(path.join(__dirname, 'reception.md')),
 *   stt: Stt.openai('gpt-4o-mini-transcribe'),
 *   llm: Llm.openai('gpt-4.1-mini'),
 *   tts: Tts.openai('gpt-4o-mini-tts', { voice: 'coral' }),
 * });
 * byon.addNumber('+14155550100', { agent: reception, carrier: twilio });
 */
export class Byon extends Construct {
  readonly registry: NumberRegistry;
  /** By what opt-outs, consents and decisions in the registry table name callees. Made where one of them is kept. */
  readonly calleeKey: CalleeKey;
  readonly keys: ProviderKeys;
  readonly conversation: ConversationPipeline;
  readonly endpoint: ChimeEndpoint;
  readonly carriers: Carriers;
  /** Where files with the results of scrubs go; undefined unless it was asked for. */
  readonly scrubFeed: ScrubFeed | undefined;
  /** Undefined unless it was asked for. */
  readonly registryApi: RegistryApi | undefined;

  private readonly options: Pick<
    ByonProps,
    'logRetention' | 'logPersonalData' | 'encryptionKey' | 'removalPolicy'
  >;
  private madeOutbound?: Outbound;
  private madeExpiryWatch?: ExpiryWatch;

  constructor(scope: Construct, id: string, props: ByonProps = {}) {
    super(scope, id);
    const { providers: _, calleeKey, endpoint = SipEndpoint.chime(), registryTable, ...options } = props;
    const { logRetention, logPersonalData, encryptionKey, removalPolicy } = options;
    this.options = { logRetention, logPersonalData, encryptionKey, removalPolicy };
    this.registry = new NumberRegistry(this, 'Registry', { ...options, table: registryTable });
    this.calleeKey = new CalleeKey(this, 'CalleeKey', { ...options, calleeKey });
    this.keys = new ProviderKeys(this, 'Keys', props);
    this.conversation = new ConversationPipeline(this, 'Conversation', {
      ...options,
      registryTable: this.registry.table,
      keys: this.keys,
      calleeKey: this.calleeKey,
    });
    this.registry.deployment.renderBy(this.conversation.turnWorker.function);
    this.endpoint = endpoint.bind(this, {
      callHandler: this.conversation.callHandler.alias,
      logRetention: options.logRetention,
      logPersonalData: options.logPersonalData,
    });
    this.carriers = new Carriers(this, 'Carriers', {
      ...options,
      registry: this.registry,
      callsTable: this.conversation.callsTable,
      callRetention: this.conversation.callRetention,
      callHandler: this.conversation.callHandler,
      endpoint: this.endpoint,
    });
    const { registry, calleeKey: callees } = this;
    const feeding = { ...this.options, registryTable: registry.table, calleeKey: callees };
    if (props.scrubFeed) this.scrubFeed = new ScrubFeed(this, 'ScrubFeed', feeding);
    if (props.registryApi) {
      this.watchExpiries();
      this.registryApi = new RegistryApi(this, 'RegistryApi', {
        ...feeding,
        deployment: registry.deployment,
      });
    }
  }

  /**
   * Makes an agent and registers it.
   *
   * @throws InvalidInputError with every fault of the agent.
   */
  addAgent(id: string, props: VoiceAgentProps): VoiceAgent {
    const agent = new VoiceAgent(this, id, props);
    this.registerAgent(agent);
    return agent;
  }

  /** Registers an agent that was made elsewhere, and makes the keys of its providers and its tools available. */
  registerAgent(agent: IVoiceAgent): void {
    this.keys.useFor(agent.record);
    this.conversation.turnWorker.useTools(agent);
    this.conversation.wrapUp.useWebhook(agent);
    if (transfersByTrunk(agent.record)) this.conversation.callHandler.callOutBy(this.endpoint.callOut());
    this.bringKnowledge(agent);
    this.registry.addAgent(agent);
  }

  /**
   * Makes a carrier known, lets it call, and sets up at the carrier what its calls need.
   *
   * @param id of your own, as in `twilio`: numbers and addresses of the bridge have it.
   * @throws InvalidInputError with every fault of the carrier.
   */
  addCarrier(id: string, carrier: Carrier): BoundCarrier {
    const bound = this.carriers.add(id, carrier);
    this.madeOutbound?.dialThrough(bound);
    return bound;
  }

  /**
   * Puts an agent behind a number. At a carrier that lets a program do so, a deployment leads its calls here last of
   * all, and puts them back where they went when the number leaves the stack.
   *
   * @param number in E.164, as in `+919876543210`.
   * @throws InvalidInputError with every fault of the number.
   */
  addNumber(number: string, props: NumberProps): void {
    this.registerAgent(props.agent);
    this.registry.addNumber(number, props, [
      ...this.endpoint.faultsOfNumber(number, { dlt: props.dlt }),
      ...this.faultsOfCarriage(number, props),
    ]);
    this.endpoint.useFor(number);
    if (props.dlt) this.watchExpiries();
    props.carrier?.connect(number, props.takeover ?? false);
  }

  /**
   * Lets the stack make calls: by `npx byon dial`, and by an HTTP API for who has the IAM permission.
   *
   * @example
   * byon.enableOutbound({ countries: ['IN'], callsPerDay: 200 });
   * @throws InvalidInputError with every fault of the options, and when it is enabled already.
   */
  enableOutbound(options: OutboundOptions): Outbound {
    if (this.madeOutbound) {
      const message = 'is enabled already; name all countries and limits in one call';
      throw new InvalidInputError(this.node.path, [{ path: 'outbound', message }]);
    }
    this.madeOutbound = new Outbound(this, 'Outbound', {
      ...this.options,
      ...options,
      registryTable: this.registry.table,
      callsTable: this.conversation.callsTable,
      callRetention: this.conversation.callRetention,
      calleeKey: this.calleeKey,
      voiceConnector: this.endpoint.voiceConnector,
      stackCarriers: this.carriers,
    });
    if (options.countries.includes('IN')) this.watchExpiries();
    return this.madeOutbound;
  }

  /** Where the stack makes calls. */
  get outbound(): Outbound | undefined {
    return this.madeOutbound;
  }

  /**
   * A rule that sees the end of each call: who called whom, how it ended, and what the agent's `afterCall` makes of
   * it. The event is of source `byon` and detail type `Call Ended`; `CallEnded` tells its detail.
   *
   * @example
   * byon.onCallEnded('ToCrm', { target: new LambdaFunction(crm) });
   */
  onCallEnded(id: string, options?: OnEventOptions): Rule {
    return callEndedRule(this, id, this.conversation.callsTable, options);
  }

  /**
   * A rule that sees which DLT registrations of numbers end: 30, 14, 7, 3 and one day before, and on the last day. The
   * event is of source `byon` and detail type `DLT Expiring`; `DltExpiring` tells its detail.
   *
   * @example
   * byon.onDltExpiring('ToOffice', { target: new SnsTopic(office) });
   */
  onDltExpiring(id: string, options?: OnEventOptions): Rule {
    return this.watchExpiries().rule(this, id, options);
  }

  /** What tells of registrations that end; undefined where no number can have one that matters. */
  get expiryWatch(): ExpiryWatch | undefined {
    return this.madeExpiryWatch;
  }

  /** The numbers and agents that are registered, as plain data. */
  records(): RegistryRecords {
    return this.registry.records();
  }

  /** Nobody pays for it who has no DLT record, and gets none by commands or the API. */
  private watchExpiries(): ExpiryWatch {
    const { logRetention, logPersonalData } = this.options;
    this.madeExpiryWatch ??= new ExpiryWatch(this, 'ExpiryWatch', {
      ...{ logRetention, logPersonalData },
      registryTable: this.registry.table,
    });
    return this.madeExpiryWatch;
  }

  private bringKnowledge({ knowledge }: IVoiceAgent): void {
    if (!knowledge) return;
    const { audioBucket, turnWorker } = this.conversation;
    turnWorker.useKnowledge(audioBucket);
    this.registry.deployment.knowledge.add(knowledge, audioBucket);
  }

  private faultsOfCarriage(number: string, { carrier, takeover = false }: NumberProps): Finding[] {
    if (!carrier) return faultsOfCarriedNumber(number, { takeover }, undefined);
    if (this.carriers.all.get(carrier.carrierId) === carrier) return carrier.faultsOfNumber(number, takeover);
    return [{ path: ['carrier'], message: 'was added to another Byon; add it to this one and name that' }];
  }
}

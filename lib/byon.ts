import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { VoiceAgent, type IVoiceAgent, type VoiceAgentProps } from './agents/voice-agent';
import { ProviderKeys, type ProviderKeysProps } from './byok/provider-keys';
import { ConversationPipeline, type TraceOptions } from './conversation/conversation-pipeline';
import type { ChimeEndpoint } from './endpoint/chime-endpoint';
import { SipEndpoint } from './endpoint/sip-endpoint';
import type { FunctionOptions } from './options';
import { NumberRegistry, type NumberProps, type RegistryRecords } from './numbers/number-registry';

/** All of it has a default that can take calls, once somebody may call. */
export interface ByonProps extends TraceOptions, FunctionOptions, ProviderKeysProps {
  /**
   * How carriers reach the agents.
   *
   * @default SipEndpoint.chime(): a new Voice Connector, which nobody may call yet
   */
  readonly endpoint?: SipEndpoint;
  /**
   * An existing table for numbers and agents, with the keys `pk` and `sk` and an index `gsi1` with the keys
   * `gsi1pk` and `gsi1sk`, all of them strings.
   *
   * @default - a table is made
   */
  readonly registryTable?: ITableV2;
}

/**
 * AI voice agents behind phone numbers that a company already has.
 *
 * @example
 * const byon = new Byon(this, 'Byon', { endpoint: SipEndpoint.chime({ callsFrom: ['twilio'] }) });
 * const reception = byon.addAgent('reception', {
 *   language: 'en-IN',
 *   greeting: 'Namaste, how can I help you?',
 *   prompt: AgentPrompt.fromFile(path.join(__dirname, 'reception.md')),
 *   stt: Stt.openai('gpt-4o-mini-transcribe'),
 *   llm: Llm.openai('gpt-4.1-mini'),
 *   tts: Tts.openai('gpt-4o-mini-tts', { voice: 'coral' }),
 * });
 * byon.addNumber('+14155550100', { agent: reception });
 */
export class Byon extends Construct {
  readonly registry: NumberRegistry;
  readonly keys: ProviderKeys;
  readonly conversation: ConversationPipeline;
  readonly endpoint: ChimeEndpoint;

  constructor(scope: Construct, id: string, props: ByonProps = {}) {
    super(scope, id);
    const { providers: _, endpoint = SipEndpoint.chime(), registryTable, ...options } = props;
    this.registry = new NumberRegistry(this, 'Registry', { ...options, table: registryTable });
    this.keys = new ProviderKeys(this, 'Keys', props);
    this.conversation = new ConversationPipeline(this, 'Conversation', {
      ...options,
      registryTable: this.registry.table,
      keys: this.keys,
    });
    this.endpoint = endpoint.bind(this, {
      callHandler: this.conversation.callHandler.alias,
      logRetention: options.logRetention,
      logPersonalData: options.logPersonalData,
    });
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

  /** Registers an agent that was made elsewhere, and makes the keys of its providers available. */
  registerAgent(agent: IVoiceAgent): void {
    this.keys.useFor(agent.record);
    this.registry.addAgent(agent);
  }

  /**
   * Puts an agent behind a number.
   *
   * @param number in E.164, as in `+919876543210`.
   * @throws InvalidInputError with every fault of the number.
   */
  addNumber(number: string, props: NumberProps): void {
    this.registerAgent(props.agent);
    this.registry.addNumber(number, props, this.endpoint.faultsOfNumber(number, { dlt: props.dlt }));
    this.endpoint.useFor(number);
  }

  /** The numbers and agents that are registered, as plain data. */
  records(): RegistryRecords {
    return this.registry.records();
  }
}

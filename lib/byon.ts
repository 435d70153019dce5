import { Construct } from 'constructs';
import { VoiceAgent, type IVoiceAgent, type VoiceAgentProps } from './agents/voice-agent';
import { ProviderKeys, type ProviderKeysProps } from './byok/provider-keys';
import { ConversationPipeline, type TraceOptions } from './conversation/conversation-pipeline';
import type { FunctionOptions } from './options';
import { NumberRegistry, type NumberProps, type RegistryRecords } from './numbers/number-registry';

export interface ByonProps extends TraceOptions, FunctionOptions, ProviderKeysProps {}

/**
 * AI voice agents behind phone numbers that a company already has.
 *
 * @example
 * const byon = new Byon(this, 'Byon');
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

  constructor(scope: Construct, id: string, props: ByonProps = {}) {
    super(scope, id);
    this.registry = new NumberRegistry(this, 'Registry');
    this.keys = new ProviderKeys(this, 'Keys', props);
    const { providers: _, ...options } = props;
    this.conversation = new ConversationPipeline(this, 'Conversation', {
      ...options,
      registryTable: this.registry.table,
      keys: this.keys,
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
    this.registry.addNumber(number, props);
  }

  /** The numbers and agents that are registered, as plain data. */
  records(): RegistryRecords {
    return this.registry.records();
  }
}

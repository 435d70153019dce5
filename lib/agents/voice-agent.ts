import { Token } from 'aws-cdk-lib';
import type { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct, type IConstruct } from 'constructs';
import { agentSettings, type Agent } from '../../lambda/core/agents/agent';
import { identifier } from '../../lambda/core/agents/identifier';
import { InvalidInputError } from '../../lambda/core/errors';
import type { PhraseName } from '../../lambda/core/speech/phrases';
import { agentRecord } from '../../lambda/adapters/agent-record';
import { faultsOfAgent } from '../../lambda/core/checks/agent';
import { toFault, under, type Finding } from '../../lambda/core/checks/finding';
import { shapeFindings, soundParts } from '../../lambda/core/checks/shape';
import type { AfterCall, Privacy } from './after-call';
import type { AgentPrompt } from './agent-prompt';
import type { CallRecording } from './call-recording';
import type { Fallback } from './fallback';
import type { FurtherLanguage } from './further-language';
import type { Knowledge } from './knowledge';
import type { IndexedKnowledge } from './knowledge-files';
import { settingsOf } from './settings';
import type { Llm } from './llm';
import type { Stt } from './stt';
import type { Tool } from './tool';
import type { Tts } from './tts';
import type { Voicemail } from './voicemail';

/** Who is asked when a provider of an agent fails, in this order. */
export interface ProviderFallbacks {
  /**
   * @default - none
   */
  readonly stt?: Stt[];
  /**
   * @default - none
   */
  readonly llm?: Llm[];
  /**
   * @default - none
   */
  readonly tts?: Tts[];
}

/** What other constructs need to point to an agent. */
export interface VoiceAgentRef {
  readonly agentId: string;
  /** Hash of the settings: the same settings are the same version. */
  readonly version: string;
}

/** A voice agent. It is a record in the registry, not a CloudFormation resource. */
export interface IVoiceAgent extends IConstruct {
  readonly ref: VoiceAgentRef;
  /** The agent as it is registered. */
  readonly record: Agent;
  /** Functions of this app that are its tools, by the names that the record gives them. */
  readonly toolFunctions: ReadonlyMap<string, IFunction>;
  /** The index that the record names by its hash. Absent: it has no knowledge. */
  readonly knowledge?: IndexedKnowledge;
}

export interface VoiceAgentProps {
  /**
   * Name of the agent: lower-case letters, digits and hyphens.
   *
   * @default - the id of the construct
   */
  readonly agentId?: string;
  /** The language that the agent speaks, as in `en-IN` or `hi-IN`. */
  readonly language: string;
  /** The first sentence of the call. `{{variables}}` are filled in. */
  readonly greeting: string;
  /** What the language model is told. */
  readonly prompt: AgentPrompt;
  readonly stt: Stt;
  readonly llm: Llm;
  readonly tts: Tts;
  /**
   * Where `{{today}}` and `{{time}}` are told from, as in `Asia/Kolkata`.
   *
   * @default UTC
   */
  readonly timeZone?: string;
  /**
   * Standard values for `{{variables}}`; a number's own values go before them.
   *
   * @default - none
   */
  readonly variables?: Record<string, string>;
  /**
   * Providers that are asked when those of the agent fail, three for each port at most.
   *
   * @default - none: a reply that cannot be made ends in the agent's fallback
   */
  readonly providerFallbacks?: ProviderFallbacks;
  /**
   * A faster model that is asked, for a short answer, when a third of `maxReply` is gone before the reply has
   * begun: because hearing the caller or a tool took long, or because the agent's own model says nothing.
   *
   * @default - none: the agent's own model is waited for, and asked for a short answer when the time is short
   */
  readonly hasteLlm?: Llm;
  /**
   * Files that it looks things up in while it talks: what they say goes before what the model believes.
   *
   * @default - it knows what the prompt says
   */
  readonly knowledge?: Knowledge;
  /**
   * What the agent may do besides talking.
   *
   * @default - it only talks
   */
  readonly tools?: Tool[];
  /**
   * What happens when the agent cannot go on.
   *
   * @default - an apology in the language of the agent, then the end of the call
   */
  readonly fallback?: Fallback;
  /**
   * What is made of a call when it is over: summary, fields, transcript, webhook.
   *
   * @default - an event on the default event bus, with neither of them
   */
  readonly afterCall?: AfterCall;
  /**
   * What is not to be kept of what is said.
   *
   * @default - transcripts are kept as they are
   */
  readonly privacy?: Privacy;
  /**
   * Whether calls are recorded as a whole, with a notice or with the caller's consent.
   *
   * @default - none is recorded
   */
  readonly recording?: CallRecording;
  /**
   * What happens when a mailbox answers a call that the agent makes.
   *
   * @default Voicemail.hangUp()
   */
  readonly voicemail?: Voicemail;
  /**
   * Languages that the agent goes over to when the caller speaks one of them, or asks for it. The speech to text
   * should understand the caller in the agent's own language and in these.
   *
   * @default - it speaks one language
   */
  readonly languages?: FurtherLanguage[];
  /**
   * Own wording in place of the stock phrases.
   *
   * @default - the stock phrases of the language
   */
  readonly phrases?: Partial<Record<PhraseName, string>>;
  /**
   * Silence that ends what the caller says, 1 to 10 whole seconds.
   *
   * @default Duration.seconds(1)
   */
  readonly silence?: Duration;
  /**
   * Loudness below which it is silence, 1 to 1000.
   *
   * @default 200
   */
  readonly silenceThreshold?: number;
  /**
   * The longest single utterance of the caller, 1 to 300 seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly maxUtterance?: Duration;
  /**
   * Silence after which the agent asks again, 2 to 60 seconds.
   *
   * @default Duration.seconds(6)
   */
  readonly repromptAfter?: Duration;
  /**
   * How often it asks again before it says goodbye, 0 to 5.
   *
   * @default 2
   */
  readonly reprompts?: number;
  /**
   * Pause after which keyed digits are complete, 1 to 10 seconds.
   *
   * @default Duration.seconds(2)
   */
  readonly digitGap?: Duration;
  /**
   * Whether it listens on when the caller pauses in the middle of a sentence or a number, twice at the most.
   * English, Hindi and their mixture are known.
   *
   * @default true
   */
  readonly waitForMore?: boolean;
  /**
   * The longest call, 30 seconds to 4 hours.
   *
   * @default Duration.minutes(30)
   */
  readonly maxCall?: Duration;
  /**
   * What is left of the longest call when the agent says that it is nearly over, once, 1 second to 10 minutes;
   * `Duration.seconds(0)` for never. Nothing is said where a call may not last twice as long.
   *
   * @default Duration.seconds(60)
   */
  readonly warnBefore?: Duration;
  /**
   * The longest wait for a reply before it counts as failed, 3 to 60 seconds.
   *
   * @default Duration.seconds(15)
   */
  readonly maxReply?: Duration;
  /**
   * Wait after which the agent says that it needs a moment, 1 to 10 seconds.
   *
   * @default Duration.seconds(2)
   */
  readonly fillerAfter?: Duration;
  /**
   * Failures in a row before the fallback, 1 to 5.
   *
   * @default 2
   */
  readonly maxFailures?: number;
}

/**
 * A voice agent: what it says, hears and may do.
 *
 * @throws InvalidInputError with every fault of the properties.
 */
export class VoiceAgent extends Construct implements IVoiceAgent {
  /**
   * An agent that is a record already, as `loadConfig` returns it.
   *
   * @param knowledge the index that the record names, if it names one.
   */
  static fromRecord(scope: Construct, id: string, record: Agent, knowledge?: IndexedKnowledge): IVoiceAgent {
    return new RecordedAgent(scope, id, record, knowledge);
  }

  readonly ref: VoiceAgentRef;
  readonly record: Agent;
  readonly toolFunctions: ReadonlyMap<string, IFunction>;
  readonly knowledge?: IndexedKnowledge;

  constructor(scope: Construct, id: string, props: VoiceAgentProps) {
    super(scope, id);
    this.record = checkedRecord(props.agentId ?? id, settingsOf(props));
    if (props.knowledge) this.knowledge = props.knowledge.index;
    const functions = (props.tools ?? []).flatMap(({ runs }) => runs ?? []);
    this.toolFunctions = new Map(functions.map(({ name, handler }) => [name, handler]));
    this.ref = refOf(this.record);
  }
}

class RecordedAgent extends Construct implements IVoiceAgent {
  readonly ref: VoiceAgentRef;
  readonly toolFunctions = new Map<string, IFunction>();

  constructor(
    scope: Construct,
    id: string,
    readonly record: Agent,
    readonly knowledge?: IndexedKnowledge,
  ) {
    super(scope, id);
    this.ref = refOf(record);
  }
}

function refOf({ id, version }: Agent): VoiceAgentRef {
  return { agentId: id, version };
}

function checkedRecord(id: string, settings: unknown): Agent {
  const findings: Finding[] = [
    ...under(['agentId'], shapeFindings(identifier, id)),
    ...unresolved(settings),
    ...shapeFindings(agentSettings, settings),
    ...faultsOfAgent(soundParts(agentSettings, settings)),
  ];
  if (findings.length > 0) {
    throw new InvalidInputError(
      `agent ${id}`,
      findings.map((finding) => toFault(finding)),
    );
  }
  return agentRecord(id, agentSettings.parse(settings));
}

/** A token would reach the record as it is, and the version would change with every synth. */
function unresolved(settings: unknown): Finding[] {
  if (!Token.isUnresolved(JSON.stringify(settings))) return [];
  return [
    { path: [], message: 'holds a value that is known only at deployment; an agent must be known at synth' },
  ];
}

import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Agent } from '../lambda/core/agents/agent';
import type { ProviderSettings } from '../lambda/core/config';
import type { OutboundSettings } from '../lambda/core/outbound/settings';
import type { IndexedKnowledge } from './agents/knowledge-files';
import { VoiceAgent, type IVoiceAgent } from './agents/voice-agent';
import { Byon } from './byon';
import { ProviderKey } from './byok/provider-key';
import type { ProviderProps } from './byok/provider-keys';
import type { BoundCarrier } from './carriers/bound-carrier';
import { Carrier } from './carriers/carrier';
import { loadConfig, type Config } from './config';
import { SipEndpoint } from './endpoint/sip-endpoint';

export interface ByonStackProps extends StackProps {
  /** A config, or the path of a `byon.config.yaml`. */
  readonly config: Config | string;
  /**
   * Whether phone numbers and transcripts are logged. For finding faults, not for production.
   *
   * @default false
   */
  readonly logPersonalData?: boolean;
}

/** What a `byon.config.yaml` describes, as a stack. */
export class ByonStack extends Stack {
  readonly config: Config;
  readonly byon: Byon;

  /** @throws InvalidInputError with every fault of the config and its line. */
  constructor(scope: Construct, id: string, props: ByonStackProps) {
    const { config, logPersonalData, ...stackProps } = props;
    super(scope, id, { description: 'BYON: AI voice agents behind your own phone numbers', ...stackProps });
    this.config = typeof config === 'string' ? loadConfig(config) : config;
    const { endpoint, retention, providers } = this.config;
    this.byon = new Byon(this, 'Byon', {
      endpoint: SipEndpoint.fromSettings(endpoint),
      providers: providerProps(providers),
      callRetention: Duration.days(retention.callDays),
      audioRetention: Duration.days(retention.audioDays),
      logPersonalData,
      scrubFeed: this.config.scrubFeed,
      registryApi: this.config.registryApi,
    });
    this.registerAll();
    if (this.config.outbound) this.makeCalls(this.config.outbound);
    this.tellTheFeeds();
    this.tellWhereKeysGo();
    this.tellTheCarrier();
    this.tellWhatIsLeftToDo();
    this.output(
      'RegistryChanges',
      this.byon.registry.summary,
      'What this deployment did to numbers and agents',
    );
  }

  private registerAll(): void {
    const agents = new Map<string, IVoiceAgent>();
    for (const record of this.config.agents) {
      const agent = VoiceAgent.fromRecord(this.byon, record.id, record, this.knowledgeOf(record));
      this.byon.registerAgent(agent);
      agents.set(record.id, agent);
    }
    const carriers = new Map<string, BoundCarrier>();
    for (const [id, settings] of Object.entries(this.config.carriers)) {
      carriers.set(id, this.byon.addCarrier(id, Carrier.fromSettings(settings)));
    }
    for (const { number, agent, carrier, ...props } of this.config.numbers) {
      this.byon.addNumber(number, {
        ...props,
        agent: agents.get(agent)!,
        carrier: carrier === undefined ? undefined : carriers.get(carrier),
      });
    }
  }

  private makeCalls(settings: OutboundSettings): void {
    const { dialFunction, api, campaigns } = this.byon.enableOutbound(settings);
    this.output('DialFunction', dialFunction.function.functionName, 'What npx byon dial invokes');
    this.output('CallsApi', api.url, 'POST /calls there makes a call, for who may execute-api:Invoke it');
    if (!campaigns) return;
    const { functionName } = campaigns.desk.function;
    this.output('CampaignDesk', functionName, 'What npx byon campaign invokes');
  }

  private tellTheFeeds(): void {
    const { scrubFeed, registryApi, calleeKey, outbound } = this.byon;
    if (scrubFeed) this.output('Scrubs', scrubFeed.address, 'Files with the results of scrubs go there');
    if (registryApi) {
      this.output(
        'RegistryApi',
        registryApi.url,
        'The registry over HTTPS, for who may execute-api:Invoke it',
      );
    }
    if (!scrubFeed && !registryApi && !outbound) return;
    this.output('CalleeKey', calleeKey.secretId, 'By which records name callees. Never change it');
  }

  private knowledgeOf({ knowledge: hash }: Agent): IndexedKnowledge | undefined {
    return hash === undefined ? undefined : { hash, json: this.config.knowledge[hash]! };
  }

  private tellWhereKeysGo(): void {
    for (const [provider, secret] of Object.entries(this.byon.keys.newSecrets)) {
      this.output(
        `KeyOf-${provider}`,
        secret.ref,
        `Put your ${provider} key here: npx byon keys set ${provider}`,
      );
    }
  }

  private tellTheCarrier(): void {
    const { hostName, port, transport, signallingRanges, mediaRanges } = this.byon.endpoint.outputs;
    this.output('SipHostName', hostName, 'What your carrier calls: sip:<number>@<this>');
    this.output('SipPort', `${port} ${transport}`, 'Port and transport that your carrier calls');
    this.output(
      'SignallingRanges',
      signallingRanges,
      "SIP comes from here: your carrier's firewall lets it in",
    );
    this.output('MediaRanges', mediaRanges, "Audio comes from here: your carrier's firewall lets it in");
  }

  private tellWhatIsLeftToDo(): void {
    for (const [id, carrier] of this.byon.carriers.all) {
      for (const { name, value, description } of carrier.outputs) {
        this.output(`${name}-${id}`, value, description);
      }
      if (!carrier.numbers) continue;
      this.output(`CarrierNumbers-${id}`, carrier.numbers.summary, `What this deployment did at ${id}`);
    }
  }

  private output(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }
}

function providerProps(settings: Record<string, ProviderSettings>): Record<string, ProviderProps> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, { secret, baseUrl, key }]) => {
      if (!key) return [name, { baseUrl, key: ProviderKey.none() }];
      return [name, { baseUrl, key: secret === undefined ? undefined : ProviderKey.fromSecretNamed(secret) }];
    }),
  );
}

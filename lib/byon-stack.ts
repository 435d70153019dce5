import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ProviderSettings } from '../lambda/core/config';
import { VoiceAgent, type IVoiceAgent } from './agents/voice-agent';
import { Byon } from './byon';
import { ProviderKey } from './byok/provider-key';
import type { ProviderProps } from './byok/provider-keys';
import { loadConfig, type Config } from './config';

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
    const { retention, providers } = this.config;
    this.byon = new Byon(this, 'Byon', {
      providers: providerProps(providers),
      callRetention: Duration.days(retention.callDays),
      audioRetention: Duration.days(retention.audioDays),
      logPersonalData,
    });
    this.registerAll();
    this.tellWhereKeysGo();
  }

  private registerAll(): void {
    const agents = new Map<string, IVoiceAgent>();
    for (const record of this.config.agents) {
      const agent = VoiceAgent.fromRecord(this.byon, record.id, record);
      this.byon.registerAgent(agent);
      agents.set(record.id, agent);
    }
    for (const { number, agent, ...props } of this.config.numbers) {
      this.byon.addNumber(number, { ...props, agent: agents.get(agent)! });
    }
  }

  private tellWhereKeysGo(): void {
    for (const [provider, secret] of Object.entries(this.byon.keys.newSecrets)) {
      new CfnOutput(this, `KeyOf-${provider}`, {
        value: secret.ref,
        description: `Put your ${provider} key here: aws secretsmanager put-secret-value --secret-id <this> --secret-string <key>`,
      });
    }
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

import { Lazy, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { CfnSecret, Secret, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Agent } from '../../lambda/core/agents/agent';
import { providersNamedBy } from '../../lambda/core/agents/provider-fallbacks';
import { isAwsProvider, splitReference } from '../../lambda/core/agents/provider-reference';
import { InvalidInputError } from '../../lambda/core/errors';
import { addressFaults } from '../config/checks/provider';
import { toFault, type Finding } from '../../lambda/core/checks/finding';
import type { StorageOptions } from '../options';
import { secretIdOf } from '../private/secret-id';
import { allowAwsProvider } from './aws-provider';
import type { ProviderKey } from './provider-key';

export interface ProviderProps {
  /**
   * Where the key lies.
   *
   * @default - a new, empty secret, which you fill after the first deployment
   */
  readonly key?: ProviderKey;
  /**
   * Address of the provider's API.
   *
   * @default - the provider's own; `openai-compatible` has none
   */
  readonly baseUrl?: string;
}

export interface ProviderKeysProps extends StorageOptions {
  /**
   * Settings by the name of the provider, as in `openai`.
   *
   * @default - every provider has a new secret and its own address
   */
  readonly providers?: Record<string, ProviderProps>;
}

/** The company's own keys: one secret for each provider that an agent uses. */
export class ProviderKeys extends Construct {
  /** The secrets by the name of the provider. A provider without a key has none. */
  readonly secrets: Record<string, ISecret> = {};
  /** The secrets that this construct made, by the name of the provider. They are empty until you fill them. */
  readonly newSecrets: Record<string, CfnSecret> = {};
  /** JSON for the turn worker: `{ name: { secretArn?, baseUrl? } }` of every provider in use. */
  readonly environment: string;

  private readonly settings: Record<string, ProviderProps>;
  private readonly used = new Set<string>();
  private readonly readers: IGrantable[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ProviderKeysProps = {},
  ) {
    super(scope, id);
    this.settings = props.providers ?? {};
    this.environment = Lazy.string({ produce: () => Stack.of(this).toJsonString(this.describe()) });
  }

  /**
   * Makes the keys of an agent's providers available.
   *
   * @throws InvalidInputError when a provider cannot be reached from AWS.
   */
  useFor(agent: Agent): void {
    const faults = this.faultsOf(agent);
    if (faults.length > 0) {
      throw new InvalidInputError(
        `agent ${agent.id}`,
        faults.map((fault) => toFault(fault)),
      );
    }
    for (const { reference } of providersNamedBy(agent)) this.use(splitReference(reference).provider);
  }

  /** Lets somebody read all keys, those of agents to come too, and call the providers that are AWS's own. */
  grantRead(grantee: IGrantable): void {
    this.readers.push(grantee);
    for (const secret of Object.values(this.secrets)) secret.grantRead(grantee);
    for (const provider of [...this.used].filter(isAwsProvider)) {
      allowAwsProvider(grantee, provider, Stack.of(this));
    }
  }

  private faultsOf(agent: Agent): Finding[] {
    const simulated = providersNamedBy(agent)
      .filter(({ reference }) => splitReference(reference).provider === 'sim')
      .map(({ path }) => ({ path, message: 'sim answers on a laptop only; name a real provider' }));
    return [...simulated, ...addressFaults(agent, new Map(Object.entries(this.settings)))];
  }

  private use(provider: string): void {
    if (this.used.has(provider)) return;
    this.used.add(provider);
    if (isAwsProvider(provider)) {
      for (const reader of this.readers) allowAwsProvider(reader, provider, Stack.of(this));
      return;
    }
    const { key } = this.settings[provider] ?? {};
    const secret = key ? key.bind(this, provider) : this.newSecret(provider);
    if (!secret) return;
    this.secrets[provider] = secret;
    for (const reader of this.readers) secret.grantRead(reader);
  }

  /** The L2 would fill the secret with a random password, which looks like a key and is none. */
  private newSecret(provider: string): ISecret {
    const { encryptionKey, removalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE } = this.props;
    const made = new CfnSecret(this, provider, {
      description: `API key for ${provider}, used by BYON`,
      kmsKeyId: encryptionKey?.keyArn,
    });
    made.applyRemovalPolicy(removalPolicy);
    Validations.of(made).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'The provider issues the key and no provider lets AWS rotate it; a new value is used within minutes.',
    });
    this.newSecrets[provider] = made;
    return Secret.fromSecretAttributes(this, `${provider}-secret`, {
      secretCompleteArn: made.ref,
      encryptionKey,
    });
  }

  private describe(): Record<string, { secretArn?: string; baseUrl?: string }> {
    const entries = [...this.used].sort().map((name) => {
      const secret = this.secrets[name];
      const secretArn = secret && secretIdOf(secret);
      const baseUrl = this.settings[name]?.baseUrl;
      return [name, { ...(secretArn && { secretArn }), ...(baseUrl && { baseUrl }) }] as const;
    });
    return Object.fromEntries(entries);
  }
}

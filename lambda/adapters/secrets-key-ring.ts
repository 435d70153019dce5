import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { ProviderError } from '../core/errors';
import type { Clock, KeyRing } from '../core/ports';

const KEPT_MS = 5 * 60_000;

/** A provider that refuses every key must not make every call read the secret. */
const RENEWED_AT_MOST_EVERY_MS = 10_000;

const PLACEHOLDER = /^(replace|change|fill|insert|enter|paste|your|todo|placeholder|dummy|<)/i;

/** Provider keys in Secrets Manager: each secret holds the bare key, or `{"apiKey": "the key"}`. */
export class SecretsKeyRing implements KeyRing {
  private readonly known = new Map<string, { key: Promise<string>; readAt: number }>();

  constructor(
    private readonly options: {
      client: SecretsManagerClient;
      settings: Readonly<Record<string, { secretArn?: string | undefined }>>;
      clock: Clock;
    },
  ) {}

  async key(provider: string, renew = false): Promise<string | undefined> {
    const { clock, settings } = this.options;
    const arn = settings[provider]?.secretArn;
    if (!arn) return undefined;
    const known = this.known.get(provider);
    const keptMs = renew ? RENEWED_AT_MOST_EVERY_MS : KEPT_MS;
    if (known && clock.now() - known.readAt < keptMs) return known.key;
    const key = this.read(provider, arn);
    this.known.set(provider, { key, readAt: clock.now() });
    key.catch(() => this.known.delete(provider));
    return key;
  }

  private async read(provider: string, arn: string): Promise<string> {
    const key = keyIn(await this.secret(provider, arn));
    if (key !== undefined) return key;
    throw new ProviderError(
      provider,
      'unauthorised',
      `its secret ${arn} holds no key yet; fill it with npx byon keys set ${provider} --secret ${arn}`,
    );
  }

  private async secret(provider: string, arn: string): Promise<string> {
    try {
      const { SecretString } = await this.options.client.send(new GetSecretValueCommand({ SecretId: arn }));
      return SecretString ?? '';
    } catch (error) {
      // What a secret answers that was made without a value.
      if (error instanceof ResourceNotFoundException) return '';
      const why = error instanceof Error ? error.name : 'unknown error';
      throw new ProviderError(provider, 'unavailable', `its secret ${arn} could not be read (${why})`, {
        cause: error,
      });
    }
  }
}

/** @returns undefined for a secret that nobody has filled. */
export function keyIn(secret: string): string | undefined {
  const key = (bareOrInJson(secret.trim()) ?? '').trim();
  return key === '' || PLACEHOLDER.test(key) ? undefined : key;
}

function bareOrInJson(secret: string): string | undefined {
  if (!secret.startsWith('{')) return secret;
  try {
    const { apiKey } = JSON.parse(secret) as { apiKey?: unknown };
    return typeof apiKey === 'string' ? apiKey : undefined;
  } catch {
    return undefined;
  }
}

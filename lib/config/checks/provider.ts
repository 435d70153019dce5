import { providersNamedBy } from '../../../lambda/core/agents/provider-fallbacks';
import { isAwsProvider, PROVIDERS, splitReference } from '../../../lambda/core/agents/provider-reference';
import type { ProviderSettings } from '../../../lambda/core/config';
import type { Finding } from '../../../lambda/core/checks/finding';
import { suggestion } from '../../../lambda/core/checks/nearest';
import type { PartialAgent } from '../../../lambda/core/checks/agent';

/** A provider of which only the sound parts are known. */
export type PartialProvider = Partial<ProviderSettings>;

/** How keys of well-known providers begin. */
const LOOKS_LIKE_A_KEY = /^(sk|pk|rk|gsk|xai|hf)[-_][A-Za-z0-9_-]{16,}$|^AIza[A-Za-z0-9_-]{30,}$/;

/** What is wrong with a provider's settings beyond their shape. */
export function faultsOfProvider(name: string, { secret, key }: PartialProvider): Finding[] {
  const findings: Finding[] = [];
  if (!Object.hasOwn(PROVIDERS, name)) {
    findings.push({ path: [], message: `is no provider${suggestion(name, Object.keys(PROVIDERS))}` });
  }
  if (secret !== undefined && LOOKS_LIKE_A_KEY.test(secret)) {
    const message =
      'looks like a key. Put the key in a secret and name the secret here; ' +
      'then have the provider revoke this key, since it stood in a file';
    findings.push({ path: ['secret'], message });
  }
  if (secret !== undefined && isAwsProvider(name)) {
    const message = "means nothing: it is a service of AWS, and the function's role calls it; remove it";
    findings.push({ path: ['secret'], message });
  }
  if (secret !== undefined && key === false) {
    findings.push({ path: ['secret'], message: 'contradicts key: false; keep one of the two' });
  }
  return findings;
}

/** An OpenAI-compatible server can be anywhere, so its address must be given. */
export function addressFaults(
  agent: PartialAgent,
  providers: ReadonlyMap<string, { readonly baseUrl?: string | undefined }>,
): Finding[] {
  if (providers.get('openai-compatible')?.baseUrl !== undefined) return [];
  return providersNamedBy(agent)
    .filter(({ reference }) => splitReference(reference).provider === 'openai-compatible')
    .map(({ path }) => ({
      path,
      message: 'needs the address of its server: set providers.openai-compatible.baseUrl',
    }));
}

import { providersNamedBy } from '../../lambda/core/agents/provider-fallbacks';
import { isAwsProvider, splitReference } from '../../lambda/core/agents/provider-reference';
import type { Config } from '../../lib/config';

/** A provider that an agent uses and that wants a key. */
export interface ProviderWithKey {
  provider: string;
  /** Name or ARN of the secret that the config names; undefined where the stack makes one. */
  secret: string | undefined;
}

/** @returns each once, in the order of the agents. `sim` never comes to AWS, and AWS's own want no key. */
export function providersWithKey({ agents, providers }: Config): ProviderWithKey[] {
  const used = new Set(
    agents.flatMap((agent) =>
      providersNamedBy(agent).map(({ reference }) => splitReference(reference).provider),
    ),
  );
  return [...used]
    .filter(
      (provider) => provider !== 'sim' && !isAwsProvider(provider) && providers[provider]?.key !== false,
    )
    .map((provider) => ({ provider, secret: providers[provider]?.secret }));
}

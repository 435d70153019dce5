import type { Agent } from '../../lambda/core/agents/agent';
import { splitReference, type Port } from '../../lambda/core/agents/provider-reference';
import type { KeyRing } from '../../lambda/core/ports';
import type { Config } from '../../lib/config';

export interface StandIns {
  agents: Agent[];
  /** What was replaced, for telling the person. */
  replaced: { agent: string; port: Port; reference: string }[];
}

/** Replaces each provider whose key is not to be had by a simulated one, and leaves the others alone. */
export async function standIns(
  { agents, providers }: Pick<Config, 'agents' | 'providers'>,
  keys: KeyRing,
): Promise<StandIns> {
  const replaced: StandIns['replaced'] = [];
  const result: Agent[] = [];
  for (const agent of agents) {
    const changed = { ...agent };
    for (const port of ['stt', 'llm', 'tts'] as const) {
      const { provider } = splitReference(agent[port]);
      const usable = providers[provider]?.key === false || (await keys.key(provider)) !== undefined;
      if (provider === 'sim' || usable) continue;
      changed[port] = `sim/${port}`;
      replaced.push({ agent: agent.id, port, reference: agent[port] });
    }
    result.push(changed);
  }
  return { agents: result, replaced };
}

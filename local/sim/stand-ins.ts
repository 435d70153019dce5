import type { Agent } from '../../lambda/core/agents/agent';
import type { FurtherLanguage } from '../../lambda/core/agents/languages';
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
    const usable = async (reference: string) => {
      const { provider } = splitReference(reference);
      const isOpen = provider === 'sim' || providers[provider]?.key === false;
      return isOpen || (await keys.key(provider)) !== undefined;
    };
    const standIn = async (port: Port, reference: string) => {
      if (await usable(reference)) return reference;
      replaced.push({ agent: agent.id, port, reference });
      return `sim/${port}`;
    };
    const changed = { ...agent };
    for (const port of ['stt', 'llm', 'tts'] as const) changed[port] = await standIn(port, agent[port]);
    const languages: FurtherLanguage[] = [];
    for (const further of agent.languages ?? []) {
      const { stt, tts } = further;
      languages.push({
        ...further,
        ...(stt !== undefined && { stt: await standIn('stt', stt) }),
        ...(tts !== undefined && { tts: await standIn('tts', tts) }),
      });
    }
    result.push({ ...changed, ...(agent.languages && { languages }) });
  }
  return { agents: result, replaced };
}

import { splitReference, type Port } from '../../lambda/core/agents/provider-reference';
import { variableOf } from '../env-file';
import type { World } from '../world';
import type { Line } from './protocol';

/** The numbers that can be called, and what of their agents is simulated. */
export function linesOf({
  numbers,
  agents,
  simulated,
}: Pick<World, 'numbers' | 'agents' | 'simulated'>): Line[] {
  return numbers.flatMap(({ number, agent: id, status }) => {
    const agent = agents.find((candidate) => candidate.id === id);
    if (!agent) return [];
    const provider = (port: Port) => {
      const replaced = simulated.find((one) => one.agent === id && one.port === port);
      if (!replaced)
        return { reference: agent[port], simulated: splitReference(agent[port]).provider === 'sim' };
      const { reference } = replaced;
      return { reference, simulated: true, variable: variableOf(splitReference(reference).provider) };
    };
    return [
      {
        number,
        agent: id,
        language: agent.language,
        suspended: status === 'suspended',
        providers: { stt: provider('stt'), llm: provider('llm'), tts: provider('tts') },
      },
    ];
  });
}

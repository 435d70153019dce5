import { clipOf } from '../adapters/clip-of';
import { voiceOf, type Agent } from '../core/agents/agent';
import { policyOf, type Policy } from '../core/agents/policy';
import { variablesIn } from '../core/agents/prompt';
import type { TurnJob } from '../core/calls/records';
import { decide } from '../core/conversation/decide';
import { newConversation } from '../core/conversation/state';
import type { Log, TurnStarter } from '../core/ports';
import { inFlight } from './in-flight';

/**
 * Has rendered what agents say on their own, so that their first callers hear it at once. It is begun and not waited
 * for, and nothing depends on it: the first call has made whatever is missing then.
 */
export async function renderAhead(
  agents: readonly Agent[],
  { turns, log }: { turns: TurnStarter; log: Log },
): Promise<void> {
  try {
    await inFlight(agents, (agent) => turns.start(renderingOf(agent)));
  } catch (error) {
    const ids = agents.map(({ id }) => id);
    log.warn('greetings are not rendered ahead; the first calls have them rendered', { agents: ids, error });
  }
}

/** What the arrival of a call has rendered. */
function renderingOf(agent: Agent): TurnJob {
  const { effects } = decide(newConversation(0), { type: 'arrived', policy: policyOfAll(agent), at: 0 });
  const voice = voiceOf(agent);
  const texts = effects.flatMap((effect) => (effect.type === 'prepare' ? effect.texts : []));
  return { kind: 'render', voice, clips: texts.map((text) => clipOf(text, voice)) };
}

/** As far as it is the same in all calls: a greeting that names the caller is not. */
function policyOfAll(agent: Agent): Policy {
  const policy = policyOf(agent, {});
  const isOfCall = variablesIn(agent.greeting).some((name) => !Object.hasOwn(agent.variables, name));
  return isOfCall ? { ...policy, greeting: '' } : policy;
}

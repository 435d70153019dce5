import { voiceOf } from '../core/agents/agent';
import { speaking } from '../core/agents/languages';
import { policyOf } from '../core/agents/policy';
import type { Engagement } from '../core/calls/snapshot';
import type { Log, NumberDirectory } from '../core/ports';
import type { Told } from './chime/to-happening';
import type { Awaiting } from './reply';

/**
 * Where a reply is in another language than the call so far, the call goes over to it as a whole: from this
 * happening on its phrases, its voice and what it listens for are of that language. Where the agent cannot be
 * read, the reply is played all the same, and the next one may bring the change.
 */
export async function inItsLanguage(
  { language, ...told }: Awaiting,
  engagement: Engagement | undefined,
  callId: string,
  { directory, log }: { directory: NumberDirectory; log: Log },
): Promise<{ told: Told; engagement: Engagement | undefined }> {
  if (told.type !== 'replied' || !engagement || language === undefined) return { told, engagement };
  if (language === engagement.voice.language) return { told, engagement };
  const { agent, variables, dial } = engagement;
  try {
    const registered = await directory.findAgent(agent.id, agent.version);
    if (!registered) throw new Error('the agent is not registered in this version');
    const spoken = speaking(registered, language);
    const policy = policyOf(spoken, variables, { outbound: dial !== undefined });
    return { told: { ...told, policy }, engagement: { ...engagement, voice: voiceOf(spoken) } };
  } catch (error) {
    log.error('language not changed', { callId, language, error });
    return { told, engagement };
  }
}

import type { Agent } from '../core/agents/agent';
import type { LanguageModel, Providers } from '../core/ports';
import type { Attempt } from '../core/providers/attempt';
import { hastyModel } from '../core/providers/hasty-model';
import type { TurnWorkerDeps } from './deps';
import type { Turn } from './turn';

/**
 * The providers of one turn: who was asked is noted in its record, and the model heeds what is left of the time
 * for the reply. They are prepared at once, while the recording is read and the caller is heard.
 */
export async function providersOf(agent: Agent, turn: Turn, deps: TurnWorkerDeps): Promise<Providers> {
  const onAttempt = (attempt: Attempt) => turn.attempted(attempt);
  const own = await deps.providers(agent, onAttempt);
  void own.prepare?.();
  const budget = { startedAt: turn.record.claimedAt, replyMs: agent.limits.replySeconds * 1000 };
  const llm = hastyModel({
    own: own.llm,
    faster: fasterModel(agent, onAttempt, deps),
    budget,
    clock: deps.clock,
  });
  return { stt: own.stt, llm, tts: own.tts };
}

/** Built when it is asked, so that one which cannot be built fails as any other does. */
function fasterModel(
  { stt, tts, hasteLlm }: Agent,
  onAttempt: (attempt: Attempt) => void,
  { providers }: TurnWorkerDeps,
): LanguageModel | undefined {
  if (hasteLlm === undefined) return undefined;
  return {
    async *reply(request) {
      const { llm } = await providers({ stt, tts, llm: hasteLlm }, onAttempt);
      yield* llm.reply(request);
    },
  };
}

import { voiceOf, type Agent } from '../lambda/core/agents/agent';
import { durationOfLineWav } from '../lambda/core/speech/wav';
import type { Handlers } from '../local/handlers';

/**
 * A turn as one would write it first: the whole recording, the whole reply, the whole speech, each after the
 * other, through the same providers and stores. It is spared what the handlers do besides (the state of the
 * call, the claim of the turn, the conversation so far), so it is as fast as one after the other can be.
 *
 * @returns where the reply lies.
 */
export async function sequentialTurn(
  { callId, key, agent }: { callId: string; key: string; agent: Agent },
  { audio, providers, store }: Handlers,
): Promise<string> {
  const { signal } = new AbortController();
  const { stt, llm, tts } = await providers(agent);
  const wav = await audio.read(key);
  const { text: heard } = await stt.transcribe({ wav, language: agent.language, signal });
  let text = '';
  const messages = [{ role: 'user' as const, text: heard }];
  for await (const part of llm.reply({ system: agent.prompt, messages, tools: [], signal })) {
    if (part.type === 'text') text += part.text;
  }
  const speech = await tts.speak({ text, voice: voiceOf(agent), signal });
  const reply = `calls/${callId}/reply.wav`;
  await audio.write(reply, speech);
  await store.saveTurn({
    callId,
    turn: 1,
    status: 'replied',
    input: { kind: 'recording', key },
    heard,
    parts: [{ key: reply, text, durationMs: durationOfLineWav(speech) }],
    next: { type: 'listen' },
    claimedAt: Date.now(),
    timings: {},
  });
  return reply;
}

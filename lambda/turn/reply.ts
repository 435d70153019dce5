import { voiceOf, type Agent } from '../core/agents/agent';
import { fill, systemPrompt } from '../core/agents/prompt';
import type { ReplyNext, ReplyPart } from '../core/calls/records';
import { ByonError, NotFoundError } from '../core/errors';
import type { ModelPart, ModelRequest, Providers } from '../core/ports';
import { SentenceCutter } from '../core/speech/sentences';
import { durationOfLineWav } from '../core/speech/wav';
import { eachOrAborted, orAborted, within } from './deadline';
import type { TurnWorkerDeps } from './deps';
import { hear } from './hear';
import { messagesOf } from './messages';
import { reasonOf } from './reason';
import { speakSentences } from './speak-sentences';
import { toolboxOf, type ToolCall } from './tools';
import { Turn, type ReplyJob } from './turn';

/** Makes the reply of a turn, unless another worker does. Whatever fails stands in the turn's record. */
export async function reply(job: ReplyJob, deps: TurnWorkerDeps): Promise<void> {
  const turn = await Turn.claim(job, deps);
  if (!turn) return;
  try {
    const agent = await agentOf(job, deps);
    await within(agent.limits.replySeconds, deps.clock, (signal) =>
      converse({ job, agent, turn, signal, deps }),
    );
  } catch (error) {
    await turn.finish({ status: 'failed', failure: reasonOf(error) });
    if (!(error instanceof ByonError)) deps.log.error('a turn met an unexpected error', { error });
  }
  logEnd(turn, deps);
}

async function agentOf({ agent: { id, version } }: ReplyJob, { directory }: TurnWorkerDeps): Promise<Agent> {
  const agent = await directory.findAgent(id, version);
  if (agent) return agent;
  throw new NotFoundError(`the agent ${id} is not registered in version ${version}`);
}

/** One turn, for as long as it may take. */
interface Conversing {
  job: ReplyJob;
  agent: Agent;
  turn: Turn;
  signal: AbortSignal;
  deps: TurnWorkerDeps;
}

async function converse(conversing: Conversing): Promise<void> {
  const { job, agent, turn, signal, deps } = conversing;
  const providers = await deps.providers(agent);
  const [heard, history] = await Promise.all([
    listen(conversing, providers),
    deps.store.listTurns(job.callId),
  ]);
  turn.reached('heard');
  turn.note(heard);
  if (heard.heard === '') return turn.finish({ status: 'silent' });

  const toolbox = toolboxOf(agent.tools);
  const request: ModelRequest = {
    system: systemPrompt(fill(agent.prompt, { ...agent.variables, ...job.variables }), agent.language),
    messages: messagesOf(
      job.greeting,
      history.filter((earlier) => earlier.turn < job.turn),
      turn.record,
    ),
    tools: toolbox.offered,
    signal,
  };
  let next: ReplyNext | undefined;
  const take = (call: ToolCall) => {
    const follows = next ? undefined : toolbox.follow(call);
    if (follows) next = follows;
    else deps.log.warn('a tool call of the model was ignored', idsOf(job), { call });
  };
  const sentences = sentencesOf(eachOrAborted(providers.llm.reply(request), signal), turn, take);
  await speak(sentences, () => next, conversing, providers);
}

/** @returns what the caller said or keyed. */
async function listen(
  { job: { input }, agent: { language }, signal, deps: { audio, clock } }: Conversing,
  { stt }: Providers,
): Promise<{ heard: string; recordedMs?: number }> {
  if (input.kind === 'digits') return { heard: input.digits };
  const { text, recordedMs } = await hear(input.key, language, signal, { audio, clock, stt });
  return { heard: text, recordedMs };
}

/** Cuts what the model streams into sentences, and hands its tool calls over. */
async function* sentencesOf(
  reply: AsyncIterable<ModelPart>,
  turn: Turn,
  take: (call: ToolCall) => void,
): AsyncGenerator<string> {
  const cutter = new SentenceCutter();
  for await (const part of reply) {
    turn.reached('firstToken');
    if (part.type === 'tool-call') take(part);
    else yield* cutter.push(part.text).filter(hasWords);
  }
  yield* cutter.flush().filter(hasWords);
}

/** A voice has nothing to say to a lone dash or emoji. */
function hasWords(sentence: string): boolean {
  return /[\p{L}\p{N}]/u.test(sentence);
}

/** Speaks the reply and writes it down part by part. What was said before a failure is still said. */
async function speak(
  sentences: AsyncIterable<string>,
  nextOf: () => ReplyNext | undefined,
  conversing: Conversing,
  { tts }: Providers,
): Promise<void> {
  const { turn } = conversing;
  const sayPart = (sentence: string, index: number) => {
    turn.reached('firstSentence');
    return makePart(sentence, index, conversing, tts);
  };
  try {
    for await (const { part, last } of speakSentences(sentences, sayPart)) {
      turn.reached('firstAudio');
      if (last) return await turn.finish({ status: 'replied', next: nextOf() ?? { type: 'listen' } }, part);
      await turn.addPart(part);
    }
    if (turn.record.parts.length === 0 && !nextOf()) throw new ByonError('the model said nothing');
    await turn.finish({ status: 'replied', next: nextOf() ?? { type: 'listen' } });
  } catch (error) {
    if (turn.record.parts.length === 0) throw error;
    await turn.finish({ status: 'replied', next: { type: 'listen' }, failure: reasonOf(error) });
  }
}

async function makePart(
  text: string,
  index: number,
  { job, agent, signal, deps: { audio } }: Conversing,
  tts: Providers['tts'],
): Promise<ReplyPart> {
  const wav = await orAborted(tts.speak({ text, voice: voiceOf(agent), signal }), signal);
  const key = `calls/${job.callId}/turn-${padded(job.turn, 4)}/part-${padded(index + 1, 2)}.wav`;
  await audio.write(key, wav);
  return { key, text, durationMs: durationOfLineWav(wav) };
}

function padded(count: number, digits: number): string {
  return String(count).padStart(digits, '0');
}

function idsOf({ callId, turn }: { callId: string; turn: number }): { callId: string; turn: number } {
  return { callId, turn };
}

function logEnd({ record }: Turn, { log }: TurnWorkerDeps): void {
  const { status, failure, next, parts, timings, heard } = record;
  const fields = { ...idsOf(record), status, failure, next: next?.type, parts: parts.length, timings };
  const pii = { heard, said: parts.map(({ text }) => text) };
  if (failure === undefined) log.info('a turn is done', fields, pii);
  else if (status === 'replied') log.warn('a reply was cut short', fields, pii);
  else log.error('a turn failed', fields, pii);
}

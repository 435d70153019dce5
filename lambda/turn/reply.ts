import { voiceOf, type Agent } from '../core/agents/agent';
import { fill, systemPrompt } from '../core/agents/prompt';
import type { ReplyNext, ReplyPart } from '../core/calls/records';
import { ByonError, NotFoundError } from '../core/errors';
import type { ModelPart, ModelRequest, Providers } from '../core/ports';
import { SentenceCutter } from '../core/speech/sentences';
import { durationOfLineWav } from '../core/speech/wav';
import { eachOrAborted, orAborted, within } from './deadline';
import type { TurnWorkerDeps } from './deps';
import { HeadStart } from './head-start';
import { hear, readRecording } from './hear';
import { messagesOf } from './messages';
import { reasonOf } from './reason';
import { speakSentences } from './speak-sentences';
import { toolboxOf, type ToolCall } from './tools';
import { Turn, type ReplyJob } from './turn';

/** Makes the reply of a turn, unless another worker does. Whatever fails stands in the turn's record. */
export async function reply(job: ReplyJob, deps: TurnWorkerDeps): Promise<void> {
  // Read along with the claim, which saves two round trips. They matter only to whoever gets the turn.
  const found = agentOf(job, deps);
  const given = givenIn(job, deps);
  found.catch(() => {});
  const turn = await Turn.claim(job, deps);
  if (!turn) return;
  try {
    const agent = await found;
    await within(agent.limits.replySeconds, deps.clock, (signal) =>
      converse({ job, agent, given, turn, signal, deps }),
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

/** What the caller gave: keyed digits, or a recording that is being read. */
type Given = { digits: string } | { recording: Promise<Uint8Array> };

function givenIn({ input }: ReplyJob, deps: TurnWorkerDeps): Given {
  if (input.kind === 'digits') return input;
  const recording = readRecording(input.key, deps);
  recording.catch(() => {});
  return { recording };
}

/** One turn, for as long as it may take. */
interface Conversing {
  job: ReplyJob;
  agent: Agent;
  given: Given;
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
  const voice = new HeadStart((text) => providers.tts.speak({ text, voice: voiceOf(agent), signal }));
  const model = eachOrAborted(providers.llm.reply(request), signal);
  const sentences = sentencesOf(model, turn, take, (text) => voice.guess(text));
  await speak(sentences, () => next, conversing, voice);
}

/** @returns what the caller said or keyed. */
async function listen(
  { given, agent: { language }, signal }: Conversing,
  { stt }: Providers,
): Promise<{ heard: string; recordedMs?: number }> {
  if ('digits' in given) return { heard: given.digits };
  const { text, recordedMs } = await hear(given.recording, language, signal, stt);
  return { heard: text, recordedMs };
}

/** Cuts what the model streams into sentences, and hands its tool calls over. */
async function* sentencesOf(
  reply: AsyncIterable<ModelPart>,
  turn: Turn,
  take: (call: ToolCall) => void,
  guess: (sentence: string) => void,
): AsyncGenerator<string> {
  const cutter = new SentenceCutter();
  for await (const part of reply) {
    turn.reached('firstToken');
    if (part.type === 'tool-call') {
      take(part);
      continue;
    }
    yield* cutter.push(part.text).filter(hasWords);
    const { likely } = cutter;
    if (likely !== undefined && hasWords(likely)) guess(likely);
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
  voice: HeadStart,
): Promise<void> {
  const { turn } = conversing;
  const sayPart = (sentence: string, index: number) => {
    turn.reached('firstSentence');
    return makePart(sentence, index, conversing, voice);
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
  { job, signal, deps: { audio } }: Conversing,
  voice: HeadStart,
): Promise<ReplyPart> {
  const wav = await orAborted(voice.speak(text), signal);
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

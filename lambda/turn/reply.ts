import { voiceOf, type Agent } from '../core/agents/agent';
import { fill, systemPrompt } from '../core/agents/prompt';
import type { ReplyNext, ReplyPart, TurnRecord } from '../core/calls/records';
import { ByonError, NotFoundError } from '../core/errors';
import type { ModelPart, ModelRequest, ModelToolCall, Providers } from '../core/ports';
import { SentenceCutter } from '../core/speech/sentences';
import { spokenText } from '../core/speech/spoken';
import { durationOfLineWav } from '../core/speech/wav';
import { runTools, type Pause } from '../core/tools/run-tools';
import { eachOrAborted, orAborted, within } from './deadline';
import type { TurnWorkerDeps } from './deps';
import { HeadStart } from './head-start';
import { hear, readRecording, type Heard } from './hear';
import { messagesOf } from './messages';
import { reasonOf } from './reason';
import { speakSentences } from './speak-sentences';
import { callOfTool, toolboxOf } from './tools';
import { Turn, type ReplyJob } from './turn';
import { understand, type Understood } from './understand';

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
  const [taken, history] = await Promise.all([
    listen(conversing, providers),
    deps.store.listTurns(job.callId),
  ]);
  turn.reached('heard');
  const earlier = history.filter((one) => one.turn < job.turn);
  const { heard, does, noise } = understandingOf(taken, conversing, earlier);
  turn.note({ heard, ...('recordedMs' in taken && { recordedMs: taken.recordedMs }) });
  if (noise) deps.log.info('a recording was not worth hearing', { ...idsOf(job), noise });
  if (does !== 'answer') return turn.finish({ status: does });

  const toolbox = toolboxOf(agent.tools);
  const request: ModelRequest = {
    system: systemPrompt(fill(agent.prompt, { ...agent.variables, ...job.variables }), agent.language),
    messages: messagesOf(job.greeting, earlier, turn.record),
    tools: toolbox.offered,
    signal,
  };
  let next: ReplyNext | undefined;
  const take = (call: ModelToolCall) => {
    const follows = next ? undefined : toolbox.follow(call);
    if (follows) next = follows;
    else deps.log.warn('a tool call of the model was ignored', idsOf(job), { call });
  };
  const voice = new HeadStart((text) => providers.tts.speak({ text, voice: voiceOf(agent), signal }));
  const until = turn.record.claimedAt + agent.limits.replySeconds * 1000;
  const toolTurn = { request, llm: providers.llm, tools: toolbox.own, call: callOfTool(job), until };
  const model = eachOrAborted(runTools(toolTurn, { ...deps, ...deps.tools }), signal);
  const sentences = sentencesOf(model, turn, take, (text) => voice.guess(text));
  await speak(sentences, () => next, conversing, voice);
}

/** @returns what the caller said or keyed. */
async function listen(
  { given, agent: { language }, signal }: Conversing,
  { stt }: Providers,
): Promise<Heard | { digits: string }> {
  return 'digits' in given ? given : hear(given.recording, language, signal, stt);
}

function understandingOf(
  taken: Heard | { digits: string },
  { agent, job }: Conversing,
  earlier: readonly TurnRecord[],
): Understood {
  if ('digits' in taken) return { heard: taken.digits, does: 'answer' };
  return understand(taken, agent, job.greeting, earlier);
}

/** Cuts what the model streams into sentences, and hands its tool calls over. */
async function* sentencesOf(
  reply: AsyncIterable<ModelPart | Pause>,
  turn: Turn,
  take: (call: ModelToolCall) => void,
  guess: (sentence: string) => void,
): AsyncGenerator<string> {
  const cutter = new SentenceCutter();
  for await (const part of reply) {
    turn.reached('firstToken');
    if (part.type === 'tool-call') {
      take(part);
      continue;
    }
    if (part.type === 'pause') {
      yield* cutter.flush().map(spokenText).filter(hasWords);
      continue;
    }
    yield* cutter.push(part.text).map(spokenText).filter(hasWords);
    const likely = spokenText(cutter.likely ?? '');
    if (hasWords(likely)) guess(likely);
  }
  yield* cutter.flush().map(spokenText).filter(hasWords);
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

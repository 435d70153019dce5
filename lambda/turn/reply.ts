import { voiceOf, type Agent } from '../core/agents/agent';
import { languagesOf, speaking } from '../core/agents/languages';
import { redactedKinds } from '../core/agents/privacy';
import { fill, systemPrompt } from '../core/agents/prompt';
import type { ReplyPart, TurnRecord } from '../core/calls/records';
import { ByonError, NotFoundError } from '../core/errors';
import type { ModelPart, ModelToolCall, Providers } from '../core/ports';
import { PII_KINDS } from '../core/privacy/kinds';
import { SentenceCutter } from '../core/speech/sentences';
import { spokenText } from '../core/speech/spoken';
import { durationOfLineWav } from '../core/speech/wav';
import type { PlacedRun } from '../core/tools/tool-runner';
import { runTools, type Pause, type RanTool } from '../core/tools/run-tools';
import { eachOrAborted, orAborted, within } from './deadline';
import type { TurnWorkerDeps } from './deps';
import { findTools } from './find-tools';
import { Following } from './following';
import { HeadStart } from './head-start';
import { hear, readRecording, type Heard } from './hear';
import { openKnowledge } from './knowledge';
import { answeredBy, isMailbox } from './mailbox';
import { messagesOf } from './messages';
import { providersOf } from './providers';
import { reasonOf } from './reason';
import { rememberTools } from './remember-tools';
import { speakSentences } from './speak-sentences';
import { languageTools, wishedLanguage } from './switch-language';
import { keyedIn } from './told';
import { callOfTool, haveResults, toolboxOf } from './tools';
import { Turn, type ReplyJob } from './turn';
import { understand, type Understood } from './understand';

/** Makes the reply of a turn, unless another worker does. Whatever fails stands in the turn's record. */
export async function reply(job: ReplyJob, deps: TurnWorkerDeps): Promise<void> {
  // Read along with the claim, which saves two round trips. They matter only to whoever gets the turn.
  const found = agentOf(job, deps);
  const given = givenIn(job, deps);
  found.catch(() => {});
  const kinds = found.then(
    ({ privacy }) => redactedKinds(privacy),
    () => PII_KINDS,
  );
  const turn = await Turn.claim(job, deps, kinds);
  if (!turn) return;
  try {
    const agent = speaking(await found, job.language);
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
  if (input.kind !== 'recording') return { digits: keyedIn(input) };
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
  const { job, turn, signal, deps } = conversing;
  let { agent } = conversing;
  const tellKnowledge = openKnowledge(agent, deps, idsOf(job));
  let providers = await providersOf(agent, turn, deps);
  const found = findTools(agent.tools, { ...deps, ...deps.tools }, idsOf(job));
  const [taken, carrier, history, runs] = await Promise.all([
    listen(conversing, providers),
    answeredBy(job, deps),
    deps.store.listTurns(job.callId),
    earlierRuns(conversing),
  ]);
  turn.reached('heard');
  const earlier = history.filter((one) => one.turn < job.turn);
  const { heard, does, noise, ...settled } = understandingOf(taken, conversing, earlier);
  turn.note({ heard, ...settled, ...('recordedMs' in taken && { recordedMs: taken.recordedMs }) });
  if ('text' in taken && isMailbox(taken, job, carrier, earlier)) return turn.finish({ status: 'voicemail' });
  if (noise) deps.log.info('a recording was not worth hearing', { ...idsOf(job), noise });
  if (does === 'consent') return turn.finish({ status: 'replied', next: { type: 'listen' } });
  if (does !== 'answer') return turn.finish({ status: does });
  if (settled.language !== undefined) {
    agent = speaking(agent, settled.language);
    providers = await providersOf(agent, turn, deps);
  }
  const others = languagesOf(agent).slice(1);

  const { today, time } = job.variables;
  const toolbox = toolboxOf(agent.tools, {
    found: await found(),
    timeZone: agent.timeZone,
    ...(today && { began: `${today}, ${time}` }),
  });
  const done = rememberTools(runs, new Set(toolbox.offered.map(({ name }) => name)));
  const request = await tellKnowledge({
    system: systemPrompt(
      fill(agent.prompt, { ...agent.variables, ...job.variables }),
      agent.language,
      others,
    ),
    messages: messagesOf(job.greeting, earlier, turn.record, done),
    tools: [...toolbox.offered, ...languageTools(others)],
    signal,
  });
  const say = (text: string) => providers.tts.speak({ text, voice: voiceOf(agent), signal });
  const voice = new HeadStart(say);
  const follow = (call: ModelToolCall) => {
    const language = wishedLanguage(call, others);
    if (language !== undefined) turn.note({ language });
    return language === undefined ? toolbox.follow(call) : { next: { type: 'listen' as const } };
  };
  const following = new Following({ follow }, (summary) => makeWhisper(summary, say, conversing));
  const take = (call: ModelToolCall) => {
    if (!following.take(call)) deps.log.warn('a tool call of the model was ignored', idsOf(job), { call });
  };
  const until = turn.record.claimedAt + agent.limits.replySeconds * 1000;
  const ran = (run: RanTool) => turn.note({ tools: [...(turn.record.tools ?? []), run] });
  const toolTurn = { request, llm: providers.llm, tools: toolbox.own, call: callOfTool(job), until, ran };
  const model = eachOrAborted(runTools(toolTurn, { ...deps, ...deps.tools }), signal);
  const sentences = sentencesOf(model, turn, take, (text) => voice.guess(text));
  await speak(sentences, following, conversing, voice);
}

/** What tools did in the turns before. A reply without it is better than none. */
async function earlierRuns({ job, agent, deps: { tools, log } }: Conversing): Promise<PlacedRun[]> {
  if (job.turn === 1 || !haveResults(agent.tools)) return [];
  try {
    const runs = await tools.ledger.runsOf(job.callId);
    return runs.filter(({ place }) => place.turn < job.turn);
  } catch (error) {
    log.error('the results of earlier tools could not be read', { ...idsOf(job), error });
    return [];
  }
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
  return understand(taken, agent, job, earlier);
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
  following: Following,
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
      if (last && !following.isPending) {
        return await turn.finish({ status: 'replied', next: await following.next() }, part);
      }
      await turn.addPart(part);
    }
    if (turn.record.parts.length === 0 && !following.isSettled) throw new ByonError('the model said nothing');
    await turn.finish({ status: 'replied', next: await following.next() });
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

/** What the human of a transfer hears. Without it the caller is connected all the same. */
async function makeWhisper(
  text: string,
  say: (text: string) => Promise<Uint8Array>,
  { job, signal, deps: { audio, log } }: Conversing,
): Promise<ReplyPart | undefined> {
  try {
    const wav = await orAborted(say(text), signal);
    const key = `calls/${job.callId}/turn-${padded(job.turn, 4)}/whisper.wav`;
    await audio.write(key, wav);
    return { key, text, durationMs: durationOfLineWav(wav) };
  } catch (error) {
    log.warn('the summary for a human could not be spoken', { ...idsOf(job), reason: reasonOf(error) });
    return undefined;
  }
}

function padded(count: number, digits: number): string {
  return String(count).padStart(digits, '0');
}

function idsOf({ callId, turn }: { callId: string; turn: number }): { callId: string; turn: number } {
  return { callId, turn };
}

function logEnd({ kept: record }: Turn, { log }: TurnWorkerDeps): void {
  const { status, failure, next, parts, timings, heard } = record;
  const fields = { ...idsOf(record), status, failure, next: next?.type, parts: parts.length, timings };
  const pii = { heard, said: parts.map(({ text }) => text) };
  if (failure === undefined) log.info('a turn is done', fields, pii);
  else if (status === 'replied') log.warn('a reply was cut short', fields, pii);
  else log.error('a turn failed', fields, pii);
}

import { voiceOf } from '../core/agents/agent';
import { languagesOf } from '../core/agents/languages';
import { redactedKinds } from '../core/agents/privacy';
import { fill, systemPrompt } from '../core/agents/prompt';
import type { ReplyPart, TurnRecord } from '../core/calls/records';
import { ByonError } from '../core/errors';
import type { ModelRequest, ModelToolCall, Providers } from '../core/ports';
import type { McpFunction } from '../core/tools/runnable';
import type { PlacedRun } from '../core/tools/tool-runner';
import { runTools, type RanTool } from '../core/tools/run-tools';
import { idsOf, waitedUntil, type Conversing } from './conversing';
import { eachOrAborted } from './deadline';
import { Following } from './following';
import { HeadStart } from './head-start';
import type { TellKnowledge } from './knowledge';
import { messagesOf } from './messages';
import type { Openings } from './openings';
import { reasonOf } from './reason';
import { redactedLedger } from './redacted-ledger';
import { rememberTools } from './remember-tools';
import { makePart, makeWhisper, type Say } from './reply-audio';
import { sentencesOf } from './sentences-of';
import { speakSentences } from './speak-sentences';
import { languageTools, wishedLanguage } from './switch-language';
import { callOfTool, toolboxOf, type Toolbox } from './tools';
import type { Turn } from './turn';

/** What an answer is made of, besides what the caller has just said. */
export interface Background {
  /** The turns before, oldest first. */
  earlier: TurnRecord[];
  /** What tools did in them. */
  runs: PlacedRun[];
  /** The tools of the agent's MCP servers. */
  functions: McpFunction[];
  tellKnowledge: TellKnowledge;
  openings: Openings;
}

/** Asks the model for the reply, speaks it sentence by sentence, and finishes the turn. */
export async function answer(
  conversing: Conversing,
  { llm, tts }: Providers,
  background: Background,
): Promise<void> {
  const { job, agent, turn, signal, deps } = conversing;
  const others = languagesOf(agent).slice(1);
  const toolbox = toolboxFor(conversing, background);
  const request = await requestOf(conversing, toolbox, others, background);

  const say: Say = (text) => tts.speak({ text, voice: voiceOf(agent), signal });
  const voice = new HeadStart(say);
  const { openings } = background;
  const follow = (call: ModelToolCall) => {
    const language = wishedLanguage(call, others);
    if (language === undefined) return toolbox.follow(call);
    turn.note({ language });
    return { next: { type: 'listen' as const } };
  };
  const following = new Following({ follow }, (summary) => makeWhisper(summary, conversing, say));
  const ran = (run: RanTool) => turn.note({ tools: [...(turn.record.tools ?? []), run] });
  const until = waitedUntil(conversing);
  const toolTurn = { request, llm, tools: toolbox.own, call: callOfTool(job), until, ran };
  const ledger = redactedLedger(deps.tools.ledger, redactedKinds(agent.privacy));
  const model = eachOrAborted(runTools(toolTurn, { ...deps, ...deps.tools, ledger }), signal);
  const sentences = sentencesOf(model, {
    part: () => turn.reached('firstToken'),
    call: (call) => {
      if (!following.take(call)) deps.log.warn('a tool call of the model was ignored', idsOf(job), { call });
    },
    cut: (sentence) => openings.cut(sentence),
    guess: (piece) => {
      if (!openings.partOf(piece)) voice.guess(piece);
    },
  });
  const part = (piece: string, index: number) =>
    openings.partOf(piece) ?? makePart(piece, index, conversing, (text) => voice.speak(text));
  await speak(sentences, following, turn, part);
}

function toolboxFor({ job, agent }: Conversing, { functions }: Background): Toolbox {
  const { today, time } = job.variables;
  const began = today && { began: `${today}, ${time}` };
  return toolboxOf(agent.tools, { found: functions, timeZone: agent.timeZone, ...began });
}

async function requestOf(
  { job, agent, turn, signal }: Conversing,
  { offered }: Toolbox,
  others: readonly string[],
  { earlier, runs, tellKnowledge }: Background,
): Promise<ModelRequest> {
  const prompt = fill(agent.prompt, { ...agent.variables, ...job.variables });
  const done = rememberTools(runs, new Set(offered.map(({ name }) => name)));
  return tellKnowledge({
    system: systemPrompt(prompt, agent.language, others),
    messages: messagesOf(job.greeting, earlier, turn.record, done),
    tools: [...offered, ...languageTools(others)],
    signal,
  });
}

/** Speaks the reply and writes it down part by part. What was said before a failure is still said. */
async function speak(
  sentences: AsyncIterable<string>,
  following: Following,
  turn: Turn,
  part: (sentence: string, index: number) => ReplyPart | Promise<ReplyPart>,
): Promise<void> {
  const speakOne = async (sentence: string, index: number) => {
    turn.reached('firstSentence');
    return part(sentence, index);
  };
  try {
    for await (const { part, last } of speakSentences(sentences, speakOne)) {
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

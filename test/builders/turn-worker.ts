import { VirtualClock } from '../../local/clock';
import type { Agent } from '../../lambda/core/agents/agent';
import type { TurnRecord } from '../../lambda/core/calls/records';
import { StoredKnowledge } from '../../lambda/adapters/knowledge-store';
import { wavOfLine } from '../../lambda/core/speech/wav';
import type { ReplyJob } from '../../lambda/turn/turn';
import { createTurnWorker } from '../../lambda/turn/worker';
import { anAgent } from './agent';
import { tone, toPcm16 } from './sound';
import { InMemoryAudioStore } from '../fakes/audio-store';
import { CALLEES } from '../fakes/callee-hash';
import { InMemoryDialStore } from '../fakes/dial-store';
import { InMemoryDigitVault } from '../fakes/digit-vault';
import { InMemoryCallStore, InMemoryNumberDirectory, RecordingLog } from '../fakes/ports';
import {
  providersOf,
  ScriptedLanguageModel,
  ScriptedSpeechToText,
  ScriptedTextToSpeech,
  type HANGS,
  type ModelStep,
  type Speaking,
} from '../fakes/providers';
import {
  InMemoryOptOuts,
  InMemoryToolLedger,
  ScriptedCatalogue,
  ScriptedToolRunner,
  type ToolCourse,
} from '../fakes/tools';

export const RECORDING = 'recordings/call-1/1.wav';
export const SPEECH = wavOfLine(toPcm16(tone(300, 8000, 1500)));
export const SILENCE = wavOfLine(new Int16Array(8000 * 6));

/** Keeps every state in which a turn was saved. */
class WatchedCallStore extends InMemoryCallStore {
  readonly saves: TurnRecord[] = [];
  /** Saves that fail, counted from 1. */
  failing: number[] = [];
  private count = 0;

  override async saveTurn(turn: TurnRecord): Promise<void> {
    if (this.failing.includes(++this.count)) throw new Error('the table failed');
    await super.saveTurn(turn);
    this.saves.push(structuredClone(turn));
  }
}

export interface Course {
  agent?: Agent;
  /** What the recogniser hears, line by line. */
  hears?: (string | Error | typeof HANGS)[];
  /** What the model does, one list a turn. */
  thinks?: ModelStep[][];
  speaks?: Speaking;
  /** What the tools answer, by their names. */
  tools?: Record<string, ToolCourse>;
  /** What the MCP servers tell, by their addresses. */
  servers?: ConstructorParameters<typeof ScriptedCatalogue>[1];
}

/** A turn worker among fakes, with an agent and a recording that holds speech. */
export function aBench({
  agent = anAgent(),
  hears = ['What are your hours?'],
  thinks = [],
  speaks,
  tools = {},
  servers,
}: Course = {}) {
  const clock = new VirtualClock();
  const store = new WatchedCallStore();
  const directory = new InMemoryNumberDirectory().addAgent(agent);
  const audio = new InMemoryAudioStore();
  audio.objects.set(RECORDING, SPEECH);
  const dials = new InMemoryDialStore(clock);
  const optOuts = new InMemoryOptOuts();
  const log = new RecordingLog();
  const stt = new ScriptedSpeechToText([...hears]);
  const llm = new ScriptedLanguageModel(clock, [...thinks]);
  const tts = new ScriptedTextToSpeech(clock, speaks);
  const providers = providersOf({ stt, llm, tts });
  const runner = new ScriptedToolRunner(clock, tools);
  const ledger = new InMemoryToolLedger();
  const vault = new InMemoryDigitVault();
  const catalogue = new ScriptedCatalogue(clock, servers);
  const worker = createTurnWorker({
    directory,
    store,
    audio,
    knowledge: new StoredKnowledge(audio),
    dials,
    optOuts,
    callees: CALLEES,
    providers,
    tools: { runner, ledger, vault, catalogue },
    clock,
    log,
  });
  return {
    clock,
    store,
    directory,
    audio,
    dials,
    optOuts,
    log,
    stt,
    llm,
    tts,
    runner,
    ledger,
    vault,
    catalogue,
    worker,
  };
}

export function aReplyJob(changes: Partial<ReplyJob> = {}): ReplyJob {
  return {
    kind: 'reply',
    callId: 'call-1',
    turn: 1,
    agent: { id: 'reception', version: 'v1' },
    variables: {},
    greeting: 'Namaste, this is the reception.',
    input: { kind: 'recording', key: RECORDING },
    ...changes,
  };
}

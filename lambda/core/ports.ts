import type { Agent, VoiceOf } from './agents/agent';
import type { CallRecord, TurnJob, TurnRecord } from './calls/records';
import type { CallSnapshot } from './calls/snapshot';
import type { KnowledgeIndex } from './knowledge/knowledge-index';
import type { NumberRecord } from './numbers/number';

/** Time, so that a test can drive it faster than the wall. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds, or as soon as `signal` aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * Structured log. `message` is static text; `fields` hold no personal data; everything personal (numbers,
 * transcripts) stands in `pii`, which an implementation drops unless its operator asked for it.
 */
export interface Log {
  info(message: string, fields?: Fields, pii?: Fields): void;
  warn(message: string, fields?: Fields, pii?: Fields): void;
  error(message: string, fields?: Fields, pii?: Fields): void;
}
export type Fields = Record<string, unknown>;

/** Numbers and agents as registered. Reads are by key only. */
export interface NumberDirectory {
  findNumber(e164: string): Promise<NumberRecord | undefined>;
  /** The number that owns a route of its own (`NumberRecord.routes`). */
  findNumberOfRoute(route: string): Promise<NumberRecord | undefined>;
  /** @param version omitted: the version that is current. */
  findAgent(id: string, version?: string): Promise<Agent | undefined>;
}

/** A call's working state, its record and its turns. Every write is one conditional single-item write. */
export interface CallStore {
  load(callId: string): Promise<CallSnapshot | undefined>;
  /** Stores `snapshot` if the stored version is still `snapshot.version - 1`. */
  commit(callId: string, snapshot: CallSnapshot): Promise<'committed' | 'conflict'>;

  /** Merges `record` into the call's record. */
  saveCall(record: Partial<CallRecord> & { callId: string }): Promise<void>;
  findCall(callId: string): Promise<CallRecord | undefined>;

  /**
   * Claims a turn for one worker. False when another worker has it, or when it is done already. A claim
   * older than `leaseMs` counts as abandoned.
   */
  claimTurn(turn: TurnRecord, leaseMs: number): Promise<boolean>;
  saveTurn(turn: TurnRecord): Promise<void>;
  findTurn(callId: string, turn: number): Promise<TurnRecord | undefined>;
  /** All turns of the call, oldest first. */
  listTurns(callId: string): Promise<TurnRecord[]>;

  /** Which of these phrase clips have been rendered so far, and how long each is, in milliseconds. */
  findClips(keys: string[]): Promise<Map<string, number>>;
  saveClip(key: string, durationMs: number): Promise<void>;
  forgetClip(key: string): Promise<void>;
}

/** Audio objects: phrase clips, reply parts, recordings. WAV bytes, whole. */
export interface AudioStore {
  /** @throws NotFoundError when there is no such object. */
  read(key: string): Promise<Uint8Array>;
  write(key: string, wav: Uint8Array): Promise<void>;
}

/** The indexed files of the agents. */
export interface KnowledgeStore {
  /**
   * @param hash of the index, as an agent's record names it.
   * @throws NotFoundError when there is no such index.
   */
  open(hash: string): Promise<KnowledgeIndex>;
}

/** The company's own provider keys. */
export interface KeyRing {
  /**
   * @param renew true: read the secret anew, because a provider has refused the key that was known.
   * @returns undefined where the provider has no key (an open endpoint).
   */
  key(provider: string, renew?: boolean): Promise<string | undefined>;
}

/** Starts the turn worker and does not wait for it. */
export interface TurnStarter {
  start(job: TurnJob): Promise<void>;
}

export interface SpeechToText {
  /** @returns what was said; `text` is empty when nothing intelligible was. */
  transcribe(request: { wav: Uint8Array; language: string; signal: AbortSignal }): Promise<{ text: string }>;
}

export interface LanguageModel {
  /** Streams the reply. Ends normally only when the reply is complete. */
  reply(request: ModelRequest): AsyncIterable<ModelPart>;
}
export interface ModelRequest {
  system: string;
  messages: ModelMessage[];
  tools: ModelTool[];
  signal: AbortSignal;
}
export type ModelMessage =
  | { role: 'user'; text: string }
  /** `calls`: the tools that the model called after this text, which may be empty. */
  | { role: 'assistant'; text: string; calls?: (ModelToolCall & { id: string })[] }
  /** What came of the call with this id. Follows the message with the calls, in their order. */
  | { role: 'tool'; text: string; id: string; name: string };
export interface ModelTool {
  name: string;
  description: string;
  /** JSON schema of the arguments. */
  parameters: Record<string, unknown>;
}
export type ModelPart = { type: 'text'; text: string } | ModelToolCall;
export interface ModelToolCall {
  type: 'tool-call';
  /** The model's own name for this call. */
  id?: string;
  name: string;
  args: Record<string, unknown>;
  /** What the provider wants to have back along with the call, as it gave it. */
  echo?: Record<string, unknown>;
}

export interface TextToSpeech {
  /** @returns WAV, 8 kHz, 16-bit, mono: what a telephone line carries. */
  speak(request: { text: string; voice: VoiceOf; signal: AbortSignal }): Promise<Uint8Array>;
}

/** The three speech and language ports of one agent. */
export interface Providers {
  stt: SpeechToText;
  llm: LanguageModel;
  tts: TextToSpeech;
  /**
   * Has packages loaded, keys read and connections opened, so that whoever asks afterwards waits for none of
   * it. Never rejects; left out where there is nothing to prepare.
   */
  prepare?(): Promise<void>;
}
/** Builds an agent's providers from its references; each is built once and kept. */
export type ProvidersOf = (agent: Pick<Agent, 'stt' | 'llm' | 'tts'>) => Promise<Providers>;

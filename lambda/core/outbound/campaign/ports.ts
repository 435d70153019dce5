import type { DialDecision } from '../../compliance/decision';
import type { DialRequest } from '../dial-request';
import type { CalleeRecord } from './callee';
import type { CampaignRecord } from './campaign';
import type { Pace } from './pacing';

/** Campaigns and their callees. Single-item conditional writes only. */
export interface CampaignStore {
  /** @returns false, with nothing written, where there is one of this id. */
  create(campaign: CampaignRecord): Promise<boolean>;
  find(id: string): Promise<CampaignRecord | undefined>;
  /** Writes a changed record, unless somebody else has changed it meanwhile: then false. */
  replace(campaign: CampaignRecord): Promise<boolean>;
  /** Ids of those for which something is left to do. It may lag by a second. */
  active(): Promise<string[]>;

  /** @returns the record that is there: this one, or one that was added before. */
  addCallee(campaign: CampaignRecord, callee: CalleeRecord): Promise<CalleeRecord>;
  findCallee(id: string, callee: string): Promise<CalleeRecord | undefined>;
  /** As `replace`. */
  replaceCallee(campaign: CampaignRecord, callee: CalleeRecord): Promise<boolean>;
  /** Hashes of callees who wait, those first who may be dialled first. It may lag by a second. */
  waiting(id: string, until: number, most: number): Promise<string[]>;
  /** Hashes of callees who are due or dialling. It may lag by a second. */
  watched(id: string): Promise<string[]>;
  /** Counts a dial of a day. @returns false, with nothing counted, when there are `most` already. */
  countDial(campaign: CampaignRecord, day: string, most: number): Promise<boolean>;
  /** Takes a dial off the count that was not made after all. */
  uncountDial(campaign: CampaignRecord, day: string): Promise<void>;

  /** All callees, as they are now. */
  callees(id: string): AsyncIterable<CalleeRecord>;
}

/** How far dials are planned, by the carriers of the stack. */
export interface PaceStore {
  read(carrier: string): Promise<Pace>;
  /** As `CampaignStore.replace`. */
  replace(carrier: string, pace: Pace): Promise<boolean>;
}

/** One attempt to dial a callee, as a worker is told of it. */
export interface Attempt {
  campaign: string;
  callee: string;
  attempt: number;
}

/** Brings attempts to workers: each at least once, in no order. */
export interface AttemptQueue {
  /** @param afterMs how long it is kept back, which may be rounded up to a second. */
  send(attempts: readonly { attempt: Attempt; afterMs: number }[]): Promise<void>;
}

/**
 * What came of asking for a call. `asked`: it is noted under its reference, whatever the carrier made of it. `held`:
 * nothing was dialled, and nothing is wrong with it. `stale`: its idempotency key is of no use any more, and nothing was
 * dialled under it. `faulty`: it names what the stack doesn't have.
 */
export type AskAnswer =
  | { state: 'asked' }
  | { state: 'denied'; findings: DialDecision['findings'] }
  | { state: 'held'; why: string; retryAfterMs: number }
  | { state: 'stale' }
  | { state: 'faulty'; why: string };

/** The dial function of the stack: the one way to a carrier. */
export interface DialFunction {
  /** @throws where it is not known what came of it. To ask again with the same key is safe. */
  ask(request: DialRequest): Promise<AskAnswer>;
}

import type { Agent } from '../agents/agent';
import type { NumberRecord } from '../numbers/number';

/** What is current of an agent, and the versions that were before, the latest last. */
export interface CurrentAgent {
  agent: Agent;
  former: string[];
}

/** The properties of a number that a person changes one at a time. */
export type NumberEdit = Pick<NumberRecord, 'agent' | 'agentVersion' | 'status' | 'suspension'>;

/** A version of an agent that was saved. */
export interface SavedVersion {
  version: string;
  /** ISO 8601, in UTC; undefined where it is not known. */
  savedAt: string | undefined;
  /** As in `user/asha` or `stack Byon`; undefined where it is not known. */
  savedBy: string | undefined;
}

/** What is done to single records of a registry. */
export interface RegistryChanges {
  currentAgent(id: string): Promise<CurrentAgent | undefined>;
  findVersion(id: string, version: string): Promise<Agent | undefined>;
  /** Makes a saved version the current one, where `from` still is. */
  rollBack(to: Agent, from: string, former?: string[]): Promise<void>;

  /**
   * Changes a number. Where somebody else was quicker it is read and edited again.
   *
   * @param edit throws where there is nothing to do with this record.
   * @returns undefined when there is no such number.
   */
  editNumber(
    e164: string,
    edit: (record: NumberRecord) => NumberEdit,
  ): Promise<{ before: NumberRecord; after: NumberRecord } | undefined>;
}

/** A registry, for those who change it by hand. */
export interface Registry {
  changes: RegistryChanges;
  listing: {
    /** Of an agent, the latest first. */
    versions(id: string): Promise<SavedVersion[]>;
  };
}

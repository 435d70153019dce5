import type { Dialler, DialStore } from '../calls/dial';
import type { OptOuts } from '../calls/opt-out';
import type { NativeCarrier } from '../carriers/settings';
import type { CalleeHash } from '../compliance/callee-hash';
import type { ConsentStore } from '../compliance/consent';
import type { EvidenceStore } from '../compliance/evidence';
import type { ScrubStore } from '../compliance/scrub';
import type { Clock, Log, NumberDirectory } from '../ports';
import type { DailyBudget } from './daily-budget';
import type { OutboundSwitch } from './guards';
import type { Digest } from './reference';
import type { DialRequests } from './requests';
import type { OutboundSettings, TrunkLimits } from './settings';
import type { TrunkStates } from './trunk-slots';

/** A carrier that the stack dials through. */
export interface Trunk {
  type: NativeCarrier;
  /** Of a carrier that has several: where its calls begin. */
  cluster?: string | undefined;
  /** Whether it can tell an answering machine. */
  detectsMachines: boolean;
  limits: TrunkLimits;
  /** @throws ByonError where the credentials of the carrier cannot be read. */
  dialler(): Promise<Dialler>;
}

export interface DialCallPorts {
  /** Tells this stack's calls from those of another one. */
  stack: string;
  settings: Pick<OutboundSettings, 'countries' | 'callsPerDay' | 'closedOn' | 'spending'>;
  carriers: ReadonlyMap<string, Trunk>;
  directory: NumberDirectory;
  callees: CalleeHash;
  digest: Digest;
  consents: Pick<ConsentStore, 'list'>;
  scrubs: Pick<ScrubStore, 'find'>;
  optOuts: Pick<OptOuts, 'find'>;
  evidence: EvidenceStore;
  requests: DialRequests;
  dials: DialStore;
  toggle: Pick<OutboundSwitch, 'find'>;
  days: DailyBudget;
  trunks: TrunkStates;
  clock: Clock;
  log: Log;
}

import { canonicalJson } from '../adapters/canonical-json';
import type { CalleeHash } from '../core/compliance/callee-hash';
import { ByonError, InvalidInputError, NotFoundError, type Fault } from '../core/errors';
import { amend } from '../core/outbound/campaign/amend';
import { newCallee } from '../core/outbound/campaign/callee';
import { commanded, type CampaignCommand, type CampaignRecord } from '../core/outbound/campaign/campaign';
import { nextOpening } from '../core/outbound/campaign/hours';
import { inLanes } from '../core/in-lanes';
import { ListChecker, variablesOfRows, type ListRow, type ListRules } from '../core/outbound/campaign/list';
import type { CampaignStore } from '../core/outbound/campaign/ports';
import { reportOf, type CampaignReport } from '../core/outbound/campaign/report';
import { campaignSettings, type CampaignSettings } from '../core/outbound/campaign/settings';
import type { Clock, NumberDirectory } from '../core/ports';

export interface DeskPorts {
  store: CampaignStore;
  directory: Pick<NumberDirectory, 'findNumber' | 'findAgent'>;
  callees: CalleeHash;
  /** ISO 3166: where calls may go. */
  countries: readonly string[];
  /** The carriers that the stack dials through. */
  carriers: readonly string[];
  clock: Clock;
}

const LANES = 25;

/**
 * Reads the settings of a campaign, and looks up what they name.
 *
 * @returns the settings, and what each row of its list is held against.
 * @throws InvalidInputError with every fault.
 */
export async function readSettings(
  value: unknown,
  { directory, countries, carriers, clock }: Omit<DeskPorts, 'store' | 'callees'>,
): Promise<{ settings: CampaignSettings; rules: ListRules }> {
  const { data: settings, error } = campaignSettings.safeParse(value);
  if (!settings) {
    const faults = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    throw new InvalidInputError('the campaign', faults);
  }
  const number = await directory.findNumber(settings.number);
  const speaker = settings.agent ?? number?.agent;
  const agent = speaker === undefined ? undefined : await directory.findAgent(speaker);
  const faults: Fault[] = [];
  const fault = (path: string, message: string) => faults.push({ path, message });
  const carrier = number?.carrier;
  if (!number) fault('number', 'is no number of this stack; npx byon numbers list shows those there are');
  else if (carrier === undefined || !carriers.includes(carrier)) {
    fault('number', `is with no carrier that the stack can dial through (${carriers.join(', ') || 'none'})`);
  }
  if (speaker !== undefined && !agent) {
    fault('agent', `there is no agent ${speaker}; npx byon agents list shows those there are`);
  }
  if (nextOpening(clock.now(), settings) === undefined) {
    fault('endsAt', `no hour of the campaign is left before ${settings.endsAt}`);
  }
  if (!number || !agent || faults.length > 0) throw new InvalidInputError('the campaign', faults);
  return { settings, rules: { countries, variables: variablesOfRows(agent, number) } };
}

/**
 * Begins a campaign, whose callees then come by `load`. A second time with the same settings and list it goes on where
 * the first one ended.
 *
 * @throws ByonError where there is one of this id with another list or other settings; InvalidInputError.
 */
export async function open(
  value: unknown,
  list: CampaignRecord['list'],
  ports: DeskPorts,
): Promise<CampaignRecord> {
  const known = await knownCampaign(value, ports.store);
  if (known) return demandSame(known, value, list);
  const { settings } = await readSettings(value, ports);
  const createdAt = ports.clock.now();
  const campaign: CampaignRecord = { settings, list, state: 'loading', recent: '', createdAt, version: 1 };
  if (await ports.store.create(campaign)) return campaign;
  return demandSame(await find(settings.id, ports.store), value, list);
}

/** Adds callees to a campaign that was not started. Whoever is there already stays as they are. */
export async function load(
  { id, sha256, rows }: { id: string; sha256: string; rows: readonly ListRow[] },
  ports: DeskPorts,
): Promise<CampaignRecord> {
  const { store, callees, clock } = ports;
  const campaign = await find(id, store);
  demandList(campaign, sha256);
  if (campaign.state !== 'loading') return campaign;
  const { settings, rules } = await readSettings(campaign.settings, ports);
  const checker = new ListChecker(rules);
  const faults = rows.flatMap((row) => checker.faultsOf(row));
  if (faults.length > 0) throw new InvalidInputError('the list', faults);
  const from = nextOpening(clock.now(), settings)!;
  await inLanes(rows, LANES, async ({ line, callee: number, timeZone, variables }) => {
    const callee = await callees.of(number);
    const zone = timeZone === undefined ? {} : { timeZone };
    const known = await store.addCallee(
      campaign,
      newCallee({ callee, number, row: line, ...zone, variables }, from),
    );
    if (known.row === line) return;
    const message = `stands in line ${known.row} already; keep one`;
    throw new InvalidInputError('the list', [{ path: 'callee', line, message }]);
  });
  return campaign;
}

/**
 * Starts a campaign whose callees are all there.
 *
 * @throws ByonError where some are not.
 */
export async function start(
  { id, sha256 }: { id: string; sha256: string },
  { store, clock }: DeskPorts,
): Promise<CampaignRecord> {
  const campaign = await find(id, store);
  demandList(campaign, sha256);
  if (campaign.state !== 'loading') return campaign;
  let there = 0;
  for await (const _ of store.callees(id)) there += 1;
  const { rows } = campaign.list;
  if (there !== rows) {
    throw new ByonError(
      `campaign ${id} has ${there} of its ${rows} callees; start it again with the same file`,
    );
  }
  return command(id, 'start', { store, clock });
}

export async function command(
  id: string,
  what: CampaignCommand,
  { store, clock }: Pick<DeskPorts, 'store' | 'clock'>,
): Promise<CampaignRecord> {
  return amend(store, id, (campaign) => commanded(campaign, what, clock.now()));
}

export async function report(id: string, { store }: Pick<DeskPorts, 'store'>): Promise<CampaignReport> {
  return reportOf(await find(id, store), store.callees(id));
}

async function knownCampaign(value: unknown, store: CampaignStore): Promise<CampaignRecord | undefined> {
  const { id } = (typeof value === 'object' && value !== null ? value : {}) as { id?: unknown };
  return typeof id === 'string' ? store.find(id) : undefined;
}

async function find(id: string, store: CampaignStore): Promise<CampaignRecord> {
  const campaign = await store.find(id);
  if (campaign) return campaign;
  throw new NotFoundError(`there is no campaign ${id}; npx byon campaign start makes one`);
}

function demandSame(campaign: CampaignRecord, value: unknown, list: CampaignRecord['list']): CampaignRecord {
  demandList(campaign, list.sha256);
  const { data } = campaignSettings.safeParse(value);
  if (canonicalJson(data ?? null) === canonicalJson(campaign.settings)) return campaign;
  throw new ByonError(
    `campaign ${campaign.settings.id} is there with other settings, which it keeps; take another id for these`,
  );
}

function demandList({ settings: { id }, state, list }: CampaignRecord, sha256: string): void {
  if (list.sha256 === sha256) return;
  throw new ByonError(
    `campaign ${id} is ${state} with another list (SHA-256 ${list.sha256.slice(0, 12)}…, this file has ` +
      `${sha256.slice(0, 12)}…); a campaign keeps its list: put the file back as it was, or take another id`,
  );
}

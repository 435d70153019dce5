import type { NumberNote } from '../../lambda/core/carriers/plan-numbers';
import { ByonError } from '../../lambda/core/errors';
import { loadConfig, type Config } from '../../lib/config';
import { Account } from '../aws/account';
import type { AwsOptions } from '../aws/connection';
import { deployedStack } from '../aws/deployed-stack';
import { AwsTrouble } from '../aws/trouble';
import { CarrierTrouble } from '../carriers/carrier-trouble';
import { ownSurroundings, type CommandSurroundings } from '../carriers/command-surroundings';
import { deployedNotes } from '../carriers/deployed-notes';
import { carrierNamed, type NativeSettings } from '../carriers/native-carriers';
import { openFromAws, type CarrierNetwork } from '../carriers/open-carrier';
import { planCarrier } from '../carriers/plan-carrier';
import { leftCarrier, plannedCarrier, type PlannedCarrier } from './planned-carrier';
import { linesOf } from './report';

export interface PlanOptions extends AwsOptions {
  config: string;
  /** Name of the stack, deployed or to be. */
  stack: string;
  /** The only carrier to plan for. */
  carrier?: string;
  json: boolean;
}

/**
 * Tells what a deploy would do to each number, and does none of it.
 *
 * @returns 1 when a number would be refused, or a carrier could not be asked; else 0.
 * @throws InvalidInputError for a faulty config, and for a carrier that it does not have.
 * @throws ByonError where AWS does not tell what is deployed.
 */
export async function plan(
  options: PlanOptions,
  { output, network }: CommandSurroundings = ownSurroundings(),
): Promise<number> {
  const config = loadConfig(options.config);
  if (options.carrier !== undefined) carrierNamed(config, options.carrier, '--carrier');
  const account = new Account(options);
  const notes = await notesOf(account, options.stack);
  const region = await account.region();
  const isAsked = (id: string) => options.carrier === undefined || id === options.carrier;
  const asked = Object.entries(config.carriers).flatMap(([id, settings]) =>
    isAsked(id) && settings.type !== 'sip' ? [{ id, settings }] : [],
  );
  const carriers = await Promise.all(
    asked.map(({ id, settings }) =>
      planOf({ id, settings, config, notes: notes.get(id) ?? [], account, region }, network),
    ),
  );
  const left = [...notes]
    .filter(([id, noted]) => isAsked(id) && noted.length > 0 && !Object.hasOwn(config.carriers, id))
    .map(([id, noted]) => leftCarrier(id, noted));
  const all = [...carriers, ...left];
  const byHand = options.carrier === undefined ? numbersByHand(config) : [];
  const fails = all.some(({ trouble, numbers }) => trouble ?? numbers.some(({ step }) => step === 'refuse'));
  const lines = options.json ? [JSON.stringify({ carriers: all, byHand, fails })] : linesOf(all, byHand);
  for (const line of lines) output.write(`${line}\n`);
  return fails ? 1 : 0;
}

async function notesOf(account: Account, stack: string): Promise<ReadonlyMap<string, NumberNote[]>> {
  try {
    return await deployedNotes(account, await deployedStack(account.stacks, stack));
  } catch (error) {
    if (!(error instanceof AwsTrouble)) throw error;
    const message = `No plan: what is deployed is not known, since ${error.message}. Next: ${error.next}.`;
    throw new ByonError(message, { cause: error });
  }
}

interface ToPlan {
  id: string;
  settings: NativeSettings;
  config: Config;
  notes: readonly NumberNote[];
  account: Account;
  region: string | undefined;
}

/** One carrier's failure hides no other's plan. */
async function planOf(carrier: ToPlan, network: CarrierNetwork): Promise<PlannedCarrier> {
  const { id, settings } = carrier;
  try {
    const open = await openFromAws(carrier, network);
    return plannedCarrier(id, await planCarrier(open, carrier), open.switchboard);
  } catch (error) {
    if (!(error instanceof CarrierTrouble || error instanceof AwsTrouble)) throw error;
    const trouble = { detail: error.message, next: error.next };
    return { carrier: id, type: settings.type, numbers: [], untouched: 0, trouble };
  }
}

/** Those that no stack connects: without a carrier, or with one whose trunk somebody sets up by hand. */
function numbersByHand({ numbers, carriers }: Config): string[] {
  return numbers
    .filter(({ carrier }) => carrier === undefined || carriers[carrier]?.type === 'sip')
    .map(({ number }) => number);
}

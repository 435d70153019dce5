import type { Config } from '../../lib/config';
import { chimeRegion } from '../../lib/endpoint/chime-regions';
import { AwsTrouble } from '../aws/trouble';
import type { DeployedStack } from '../aws/deployed-stack';
import type { Account } from '../aws/account';
import type { CarrierNetwork } from '../carriers/open-carrier';
import type { Quota, QuotaName } from './chime-quotas';
import type { Result } from './result';

/** What is looked at. */
export interface Preflight {
  config: Config;
  stackName: string;
  today: Date;
  /** Where the stack goes; undefined where nobody says. */
  region: string | undefined;
  /** Undefined where AWS cannot be asked; the check of the credentials says why. */
  account: Account | undefined;
  /** Undefined where no stack of this name is deployed; the trouble where CloudFormation does not tell. */
  stack: DeployedStack | AwsTrouble | undefined;
  quotas: Record<QuotaName, Quota>;
  /** The only carrier to look at; undefined for all of the config. */
  onlyCarrier: string | undefined;
  /** How carriers are reached. */
  network: CarrierNetwork;
}

/** One thing to look at. */
export interface Check {
  /** As in `region`. */
  name: string;
  look(preflight: Preflight): Result[] | Promise<Result[]>;
}

/** Asks AWS for a check. Where AWS does not answer, the result is unknown, and the other checks go on. */
export async function asking(
  check: string,
  { account }: Preflight,
  ask: (account: Account) => Promise<Result[]>,
): Promise<Result[]> {
  if (!account) {
    return [{ check, status: 'unknown', detail: 'not looked at, since AWS could not be asked' }];
  }
  try {
    return await ask(account);
  } catch (error) {
    if (!(error instanceof AwsTrouble)) throw error;
    return [unknown(check, error)];
  }
}

/** For what can only be looked at in a region that has Voice Connectors. */
export async function inChimeRegion(
  check: string,
  { region }: Preflight,
  look: (region: string) => Promise<Result[]>,
): Promise<Result[]> {
  if (region !== undefined && chimeRegion(region)) return look(region);
  const place = region === undefined ? 'no region is set' : `${region} has no Voice Connectors`;
  return [{ check, status: 'unknown', detail: `not looked at, since ${place}` }];
}

export function unknown(check: string, { message, next }: AwsTrouble): Result {
  return { check, status: 'unknown', detail: message, next };
}

import { SystemClock } from '../../lambda/adapters/system-clock';
import { loadConfig } from '../../lib/config';
import type { AwsOptions } from '../aws/connection';
import { deployedStack } from '../aws/deployed-stack';
import { AwsTrouble } from '../aws/trouble';
import { Account } from '../aws/account';
import { callsAtOnce } from './checks/calls-at-once';
import { callsPerSecond } from './checks/calls-per-second';
import { carrierNamed } from '../carriers/native-carriers';
import type { CarrierNetwork } from '../carriers/open-carrier';
import { callers } from './checks/callers';
import { callersInAws } from './checks/callers-in-aws';
import { carriers } from './checks/carriers';
import { connectors } from './checks/connectors';
import { credentials } from './checks/credentials';
import { indiaResidency } from './checks/india-residency';
import { keys } from './checks/keys';
import { lambdaConcurrency } from './checks/lambda-concurrency';
import { region } from './checks/region';
import { sipCredentials } from './checks/sip-credentials';
import { sipMediaApplications } from './checks/sip-media-applications';
import { chimeQuotas } from './chime-quotas';
import type { Check, Preflight } from './preflight';
import { tableOf } from './report';
import { worstOf } from './result';

export interface DoctorOptions extends AwsOptions {
  config: string;
  /** Name of the stack, deployed or to be. */
  stack: string;
  /** The only carrier to look at. */
  carrier?: string;
  json: boolean;
}

export interface DoctorSurroundings {
  output: Pick<NodeJS.WritableStream, 'write'>;
  today: Date;
  network: CarrierNetwork;
}

const CHECKS: readonly Check[] = [
  region,
  sipMediaApplications,
  connectors,
  callsPerSecond,
  callsAtOnce,
  lambdaConcurrency,
  keys,
  sipCredentials,
  callers,
  callersInAws,
  carriers,
  indiaResidency,
];

/**
 * Looks at an AWS account and the carriers before a deploy, or after it, and changes nothing there.
 *
 * @returns 1 when something stands in the way, else 0.
 * @throws InvalidInputError for a faulty config, and for a carrier that it does not have.
 */
export async function doctor(
  options: DoctorOptions,
  { output, today, network }: DoctorSurroundings = {
    output: process.stdout,
    today: new Date(),
    network: { clock: new SystemClock() },
  },
): Promise<number> {
  const config = loadConfig(options.config);
  if (options.carrier !== undefined) carrierNamed(config, options.carrier, '--carrier');
  const asked = new Account(options);
  const place = await asked.region();
  const who = await credentials(place === undefined ? undefined : asked);
  const account = who.status === 'ok' ? asked : undefined;
  const preflight: Preflight = {
    config,
    today,
    region: place,
    account,
    stackName: options.stack,
    stack: account && (await stackOrTrouble(account, options.stack)),
    quotas: await chimeQuotas(account),
    onlyCarrier: options.carrier,
    network,
  };
  const checks = options.carrier === undefined ? CHECKS : [carriers];
  const found = await Promise.all(checks.map(async (check) => check.look(preflight)));
  const results = [who, ...found.flat()];
  const isDeployed = preflight.stack !== undefined && !(preflight.stack instanceof AwsTrouble);
  const lines = options.json
    ? [JSON.stringify({ checks: results, verdict: worstOf(results) })]
    : tableOf(results, isDeployed);
  for (const line of lines) output.write(`${line}\n`);
  return worstOf(results) === 'blocker' ? 1 : 0;
}

async function stackOrTrouble(account: Account, name: string): Promise<Preflight['stack']> {
  try {
    return await deployedStack(account.stacks, name);
  } catch (error) {
    if (error instanceof AwsTrouble) return error;
    throw error;
  }
}

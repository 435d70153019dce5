import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ByonError, InvalidInputError } from '../../lambda/core/errors';
import { loadConfig, type Config } from '../../lib/config';
import { readConfig } from '../../lib/config/load-config';
import { Account } from '../aws/account';
import type { AwsOptions } from '../aws/connection';
import { AwsTrouble } from '../aws/trouble';
import { asked, CarrierTrouble } from '../carriers/carrier-trouble';
import { ownSurroundings, type CommandSurroundings } from '../carriers/command-surroundings';
import { carrierNamed, type NativeSettings } from '../carriers/native-carriers';
import { openCarrier, openFromAws, type CarrierNetwork, type OpenCarrier } from '../carriers/open-carrier';
import { diffOf } from './diff';
import { insertNumbers } from './insert-numbers';
import { replaceFile } from './replace-file';
import { sortNumbers } from './sort-numbers';
import { summaryOf } from './summary';

export interface ImportOptions extends AwsOptions {
  config: string;
  /** The carrier by its name in the config. */
  fromCarrier: string;
  /** The agent of the new numbers; the only one where none is named. */
  agent?: string;
  /** A JSON file with what the carrier's secret would hold, for somebody without AWS. */
  credentials?: string;
  /** Shows what would be written, and writes nothing. */
  dryRun: boolean;
}

/**
 * Writes the numbers of a carrier's account that are not in a config into it, for review.
 *
 * @throws InvalidInputError for a config that has faults, or would have some with the numbers in it; nothing is
 * written then.
 * @throws ByonError where the carrier's numbers cannot be read.
 */
export async function importNumbers(
  options: ImportOptions,
  { output, network }: CommandSurroundings = ownSurroundings(),
): Promise<void> {
  const { config: file, fromCarrier: id, dryRun } = options;
  const config = loadConfig(file);
  const settings = nativeNamed(config, id);
  const agent = agentOf(config, options.agent);
  const { account, sorted } = await readNumbers({ config, id, settings }, options, network);
  const before = readFileSync(file, 'utf8');
  const added = sorted.added.map(({ number }) => ({ number, agent, carrier: id }));
  const after = added.length === 0 ? before : insertNumbers(before, added);
  checkText(after, file);
  const name = path.basename(file);
  const diff = dryRun && added.length > 0 ? [...diffOf(name, before, after), ''] : [];
  if (!dryRun && added.length > 0) replaceFile(file, after);
  const lines = summaryOf(sorted, { file: name, id, account, agent, dryRun });
  for (const line of [...diff, ...lines]) output.write(`${line}\n`);
}

/** @throws InvalidInputError without lines: they would be those of a text that nobody has. */
function checkText(text: string, file: string): void {
  try {
    readConfig(text, file);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const subject = `${path.basename(file)} with the new numbers, which was not written,`;
    throw new InvalidInputError(
      subject,
      error.faults.map(({ path, message }) => ({ path, message })),
    );
  }
}

function nativeNamed(config: Config, id: string): NativeSettings {
  const settings = carrierNamed(config, id, '--from-carrier');
  if (settings.type !== 'sip') return settings;
  const message = `${id} is of type sip, and nobody can be asked for its numbers; write them by hand`;
  throw new InvalidInputError('--from-carrier', [{ path: '', message }]);
}

function agentOf({ agents }: Config, named: string | undefined): string {
  const ids = agents.map(({ id }) => id);
  const [only, ...others] = named === undefined ? ids : ids.filter((id) => id === named);
  if (only !== undefined && others.length === 0) return only;
  const known = ids.join(', ');
  const message =
    named === undefined
      ? `there are several agents, and nothing says which one answers the new numbers; name one of ${known}`
      : `the config has no agent ${named}; it has: ${known}`;
  throw new InvalidInputError('--agent', [{ path: '', message }]);
}

async function readNumbers(
  carrier: { config: Config; id: string; settings: NativeSettings },
  options: ImportOptions,
  network: CarrierNetwork,
) {
  const { id, settings } = carrier;
  try {
    const { switchboard, where } =
      options.credentials === undefined
        ? await openByAws(id, settings, options, network)
        : openCarrier(settings, { text: textOf(options.credentials), where: options.credentials }, network);
    const account = await asked(settings, where, () => switchboard.account());
    const live = await asked(settings, where, () => switchboard.numbers());
    return { account, sorted: sortNumbers(live, carrier, switchboard) };
  } catch (error) {
    if (!(error instanceof AwsTrouble || error instanceof CarrierTrouble)) throw error;
    const message = `The numbers of ${id} could not be read: ${error.message}. Next: ${error.next}.`;
    throw new ByonError(message, { cause: error });
  }
}

async function openByAws(
  id: string,
  settings: NativeSettings,
  options: AwsOptions,
  network: CarrierNetwork,
): Promise<OpenCarrier> {
  const account = new Account(options);
  return openFromAws({ id, settings, account, region: await account.region() }, network);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const message = `there is no file ${path.resolve(file)} that can be read`;
    throw new InvalidInputError('--credentials', [{ path: '', message }]);
  }
}

import type { KeyRing, NumberDirectory } from '../../lambda/core/ports';
import type { Config } from '../../lib/config';
import { standIns } from './stand-ins';

/** A directory whose agents have simulated providers where a key is not to be had, whoever registered them and when. */
export function standingIn(
  directory: NumberDirectory,
  { providers }: Pick<Config, 'providers'>,
  keys: KeyRing,
): NumberDirectory {
  return {
    findNumber: (e164) => directory.findNumber(e164),
    findNumberOfRoute: (id) => directory.findNumberOfRoute(id),
    async findAgent(id, version) {
      const found = await directory.findAgent(id, version);
      return found && (await standIns({ agents: [found], providers }, keys)).agents[0];
    },
  };
}

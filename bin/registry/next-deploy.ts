import { agentKey, numberKey } from '../../lambda/adapters/dynamodb/registry-keys';
import type { OpenRegistry } from './open-registry';

const UNTIL_SWITCHED_OFF = 'It lasts until the phone is switched off. To keep it, bring it to the config.';

/** What the next deployment of the stack does with what was just changed of a number. */
export async function afterDeployOfNumber(
  number: string,
  setting: string,
  { changes, owner, place, isLocal }: OpenRegistry,
): Promise<string> {
  if (isLocal) return UNTIL_SWITCHED_OFF;
  return (await changes.isInConfig(owner, numberKey(number)))
    ? `The config of ${place} has this number: the next deploy keeps this, until the config itself changes ` +
        `the number's ${setting}, or drops the number.`
    : `The config of ${place} does not have this number: no deploy touches it.`;
}

/** The same of an agent. */
export async function afterDeployOfAgent(
  id: string,
  { changes, owner, place, isLocal }: OpenRegistry,
): Promise<string> {
  if (isLocal) return UNTIL_SWITCHED_OFF;
  return (await changes.isInConfig(owner, agentKey(id)))
    ? `The config of ${place} has this agent: the next deploy keeps this, but overwrites the settings that ` +
        'the config itself has changed since the last one. To keep it for good, bring it to the config.'
    : `The config of ${place} does not have this agent: no deploy touches it.`;
}

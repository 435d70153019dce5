import { GetVoiceConnectorTerminationCommand } from '@aws-sdk/client-chime-sdk-voice';
import { AwsTrouble } from '../../aws/trouble';
import type { Account } from '../../aws/account';
import { asking, inChimeRegion, type Check } from '../preflight';
import type { Result } from '../result';
import { voiceConnectors } from '../voice-connectors';
import { letInBy, rangesInWords } from './callers';

const NAME = 'callers in AWS';

/** Whether the deployed Voice Connector lets in what the config says, as the carriers' ranges are known today. */
export const callersInAws: Check = {
  name: NAME,
  async look(preflight) {
    const { stack, stackName, config } = preflight;
    // Before a deploy there is nothing to compare with; a stack that cannot be asked is told by other checks.
    if (!stack || stack instanceof AwsTrouble) return [];
    return inChimeRegion(NAME, preflight, (region) =>
      asking(NAME, preflight, async (account) => {
        const { ofStack } = await voiceConnectors(account, region, stack);
        if (ofStack?.VoiceConnectorId === undefined) {
          const detail = `no Voice Connector of stack ${stackName} is in ${region}`;
          return [{ check: NAME, status: 'warning', detail, next: 'npx cdk deploy' }];
        }
        const letIn = await allowedBy(account, region, ofStack.VoiceConnectorId);
        return [compared(letInBy(config), letIn)];
      }),
    );
  },
};

async function allowedBy(account: Account, region: string, VoiceConnectorId: string): Promise<string[]> {
  const chime = account.chime(region);
  try {
    const { Termination } = await chime.send(new GetVoiceConnectorTerminationCommand({ VoiceConnectorId }));
    return Termination?.Disabled ? [] : (Termination?.CidrAllowedList ?? []);
  } catch (error) {
    // A connector without a termination takes no call.
    if (error instanceof AwsTrouble && error.code === 'NotFoundException') return [];
    throw error;
  }
}

function compared(wanted: readonly string[], letIn: readonly string[]): Result {
  const missing = wanted.filter((cidr) => !letIn.includes(cidr));
  const besides = letIn.filter((cidr) => !wanted.includes(cidr));
  if (missing.length === 0 && besides.length === 0) {
    const detail = `the Voice Connector lets in what the config says: ${rangesInWords(letIn.length)}`;
    return { check: NAME, status: 'ok', detail };
  }
  const differences = [
    ...(missing.length > 0 ? [`does not let in ${missing.join(', ')}`] : []),
    ...(besides.length > 0 ? [`lets in ${besides.join(', ')} besides`] : []),
  ];
  const next = 'npx cdk deploy, which brings the connector to what the config says';
  return { check: NAME, status: 'warning', detail: `the Voice Connector ${differences.join(' and ')}`, next };
}

import type { CampaignCommand } from '../../lambda/core/outbound/campaign/campaign';
import type { Output } from '../registry/output';
import type { StackOptions } from '../dial/dial-function';
import { openDesk } from './desk';

const DONE: Record<Exclude<CampaignCommand, 'start'>, string> = {
  pause: 'No call is begun any more; calls that go on are not ended.',
  resume: 'It goes on within a minute.',
  stop: 'Nobody is called any more; calls that go on are not ended. It cannot be resumed.',
};

/** Pauses, resumes or stops a campaign. @throws ByonError where its state does not let it. */
export async function commandCampaign(
  id: string,
  command: Exclude<CampaignCommand, 'start'>,
  options: StackOptions,
  output: Output = process.stdout,
): Promise<void> {
  const desk = await openDesk(options);
  const { state } = await desk.ask({ action: command, id }, 'state');
  output.write(`Campaign ${id} is ${state}. ${DONE[command]}\n`);
}

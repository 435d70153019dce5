import { paginateListVoiceConnectors, type VoiceConnector } from '@aws-sdk/client-chime-sdk-voice';
import type { Account } from '../aws/account';
import { AwsTrouble } from '../aws/trouble';
import type { Preflight } from './preflight';

/** The Voice Connectors of the account in a region, and which of them is the stack's. */
export interface Connectors {
  all: VoiceConnector[];
  ofStack: VoiceConnector | undefined;
}

export async function voiceConnectors(
  account: Account,
  region: string,
  stack: Preflight['stack'],
): Promise<Connectors> {
  const all: VoiceConnector[] = [];
  for await (const page of paginateListVoiceConnectors({ client: account.chime(region) }, {})) {
    all.push(...(page.VoiceConnectors ?? []));
  }
  const outputs =
    stack && !(stack instanceof AwsTrouble) ? new Set(stack.outputs.values()) : new Set<string>();
  const ofStack = all.find(
    ({ OutboundHostName = '', VoiceConnectorId = '' }) =>
      outputs.has(OutboundHostName) || outputs.has(VoiceConnectorId),
  );
  return { all, ofStack };
}

import type * as z from 'zod';
import {
  ExotelConnection,
  exotelCredentials,
  exotelSwitchboard,
} from '../../lambda/adapters/carriers/exotel';
import {
  readAccount,
  TwilioConnection,
  twilioCredentials,
  twilioSwitchboard,
} from '../../lambda/adapters/carriers/twilio';
import { VobizConnection, vobizCredentials, vobizSwitchboard } from '../../lambda/adapters/carriers/vobiz';
import { CarrierError } from '../../lambda/adapters/carriers/carrier-error';
import { authToken } from '../../lambda/bridge/secrets';
import type { Switchboard } from '../../lambda/core/carriers/switchboard';
import type { Clock } from '../../lambda/core/ports';
import { readSecret } from '../aws/read-secret';
import type { Account } from '../aws/account';
import { CarrierTrouble } from './carrier-trouble';
import type { NativeSettings } from './native-carriers';

/** How carriers are reached. */
export interface CarrierNetwork {
  clock: Clock;
  /** Default: the process's own. */
  fetch?: typeof fetch;
}

/** The account of a company at its carrier. */
export interface OpenCarrier {
  switchboard: Switchboard;
  /** Where the credentials lie, as in `secret acme/twilio`. */
  where: string;
  /** Whether the secret also holds what our bridge proves the carrier's requests by. */
  provesRequests: boolean;
  /** Whether it is a trial account, which some carriers keep from SIP. Undefined where the carrier does not tell. */
  isTrial(): Promise<boolean | undefined>;
}

/** @throws CarrierTrouble where the secret is not what it should be; AwsTrouble where AWS does not tell. */
export async function openFromAws(
  {
    id,
    settings,
    account,
    region,
  }: { id: string; settings: NativeSettings; account: Account; region: string | undefined },
  network: CarrierNetwork,
): Promise<OpenCarrier> {
  const where = `secret ${settings.secret}`;
  const found = await readSecret(account, settings.secret);
  if (found === 'missing') {
    const next = `make it as docs/carriers/${settings.type}.md says, or correct carriers.${id}.secret in the config`;
    throw new CarrierTrouble('secret', `there is no ${where} in ${region ?? 'this region'}`, next);
  }
  if ('fault' in found) {
    const next = found.next ?? `put the credentials into it, as docs/carriers/${settings.type}.md says`;
    throw new CarrierTrouble('secret', `${where} ${found.fault}`, next);
  }
  return openCarrier(settings, { text: found.text, where }, network);
}

/** @throws CarrierTrouble where the text holds no credentials. */
export function openCarrier(
  settings: NativeSettings,
  { text, where }: { text: string; where: string },
  network: CarrierNetwork,
): OpenCarrier {
  const read = <T>(schema: z.ZodType<T, string>) =>
    credentialsIn(schema, { text, where, type: settings.type });
  const told = { where, provesRequests: authToken.safeParse(text).success };
  switch (settings.type) {
    case 'twilio': {
      const connection = new TwilioConnection({ ...network, credentials: read(twilioCredentials) });
      return {
        ...told,
        switchboard: twilioSwitchboard(connection),
        isTrial: () => isTwilioTrial(connection),
      };
    }
    case 'vobiz': {
      const connection = new VobizConnection({ ...network, credentials: read(vobizCredentials) });
      return { ...told, switchboard: vobizSwitchboard(connection), isTrial: async () => undefined };
    }
    case 'exotel': {
      const { cluster } = settings;
      const connection = new ExotelConnection({ ...network, cluster, credentials: read(exotelCredentials) });
      return { ...told, switchboard: exotelSwitchboard(connection), isTrial: async () => undefined };
    }
  }
}

function credentialsIn<T>(
  schema: z.ZodType<T, string>,
  { text, where, type }: { text: string; where: string; type: string },
): T {
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => [path.join('.'), message].join(' ').trim());
  const next = `mend it as docs/carriers/${type}.md says`;
  throw new CarrierTrouble('secret', `${where} is not what it should be: ${faults.join('; ')}`, next);
}

/** A standard API key may not read the account, though it may do all the rest. */
async function isTwilioTrial(connection: TwilioConnection): Promise<boolean | undefined> {
  try {
    return (await readAccount(connection)).type === 'Trial';
  } catch (error) {
    if (error instanceof CarrierError) return undefined;
    throw error;
  }
}

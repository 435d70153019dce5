import type { NumberNote } from '../../../lambda/core/carriers/plan-numbers';
import type { Account } from '../../aws/account';
import { asked, CarrierTrouble } from '../../carriers/carrier-trouble';
import { usesBridge, type NativeSettings } from '../../carriers/native-carriers';
import { openFromAws, type OpenCarrier } from '../../carriers/open-carrier';
import { planCarrier } from '../../carriers/plan-carrier';
import { isIndian } from '../../../lambda/core/checks/residency';
import type { Preflight } from '../preflight';
import type { Result } from '../result';
import { admission } from './admission';
import { numbersOf } from './numbers';

export interface NativeToLookAt {
  /** The carrier's name in the config. */
  id: string;
  settings: NativeSettings;
  account: Account;
  notes: readonly NumberNote[];
}

/** Looks at a carrier whose account can be asked: its secret, its credentials, its way in, its numbers. */
export async function nativeCarrier(carrier: NativeToLookAt, preflight: Preflight): Promise<Result[]> {
  const { id, settings } = carrier;
  return [
    ...(await atTheCarrier(carrier, preflight)),
    ...(await admission(carrier, preflight)),
    ...mediaInIndia(id, settings, preflight),
  ];
}

async function atTheCarrier(
  { id, settings, account, notes }: NativeToLookAt,
  { config, network, region }: Preflight,
): Promise<Result[]> {
  const check = `carrier ${id}`;
  try {
    const open = await openFromAws({ id, settings, account, region }, network);
    const plan = await planCarrier(open, { id, settings, config, notes });
    const detail = `${settings.type} account ${plan.account}; the credentials in ${open.where} are valid`;
    return [
      { check, status: 'ok', detail },
      ...(await doubtsOf(check, settings, open)),
      ...numbersOf({ id, settings }, plan, { config, switchboard: open.switchboard }),
    ];
  } catch (error) {
    if (!(error instanceof CarrierTrouble)) throw error;
    const status = error.kind === 'unanswered' ? 'unknown' : 'blocker';
    return [{ check, status, detail: error.message, next: error.next }];
  }
}

async function doubtsOf(check: string, settings: NativeSettings, open: OpenCarrier): Promise<Result[]> {
  const doubts: Result[] = [];
  if (usesBridge(settings) && !open.provesRequests) {
    const detail = `${open.where} has no authToken, by which the bridge tells calls of ${settings.type} from forged ones`;
    const next = `add authToken to it, as docs/carriers/${settings.type}.md says, or set admission: trunk`;
    doubts.push({ check, status: 'blocker', detail, next });
  }
  if ((await asked(settings, open.where, () => open.isTrial())) === true) {
    const detail = 'a trial account: Twilio plays a message before each call, and gives it no SIP trunks';
    doubts.push({ check, status: 'warning', detail, next: "upgrade the account in Twilio's console" });
  }
  return doubts;
}

/** Indian carriers may want both legs of a call to stay in the country, and say so in print. */
function mediaInIndia(id: string, settings: NativeSettings, { config }: Preflight): Result[] {
  const [first, ...others] = config.numbers.filter(
    ({ carrier, number }) => carrier === id && isIndian(number),
  );
  if (!first || settings.type === 'twilio') return [];
  const title = settings.type === 'vobiz' ? 'Vobiz' : 'Exotel';
  const which = others.length === 0 ? first.number : `${first.number} and ${others.length} more`;
  const rule =
    settings.type === 'vobiz'
      ? 'Vobiz writes that both legs of a call must stay in India, and may hang up others'
      : 'Indian carriers may want both legs of a call to stay in India';
  return [
    {
      check: `carrier ${id}`,
      status: 'warning',
      detail: `the audio of calls to ${which} leaves India for Amazon Chime; ${rule}`,
      next: `ask ${title} in writing whether your account may do this, before real callers do`,
    },
  ];
}

import { createHmac } from 'node:crypto';
import type { BridgedAdmission } from '../../../lambda/adapters/carriers/sip-target';
import type { BridgePorts } from '../../../lambda/bridge/answer';
import { createBridge } from '../../../lambda/bridge/handler';
import type { BridgeAnswer } from '../../../lambda/bridge/http';
import { twilioBridge } from '../../../lambda/bridge/twilio';
import { vobizBridge } from '../../../lambda/bridge/vobiz';
import { VirtualClock } from '../../../local/clock';
import { anAgent } from '../../builders/agent';
import { aNumber, CALLER, NUMBER } from '../../builders/number';
import { InMemoryDialStore } from '../../fakes/dial-store';
import { InMemoryLegStore } from '../../fakes/leg-store';
import { InMemoryDailyBudget } from '../../fakes/outbound';
import { InMemoryNumberDirectory, RecordingLog } from '../../fakes/ports';

export const DOMAIN = 'abc123.lambda-url.us-east-1.on.aws';
export const ADDRESS = `https://${DOMAIN}`;
export const HOST = 'abcdef1ghij2klmno3pqr4.voiceconnector.chime.aws';
export const TWILIO_TOKEN = 'a-token-of-twilio-0123456789abcd';
export const VOBIZ_TOKEN = 'a-token-of-vobiz-0123456789abcdef';
export const CALL_KEY_SECRET = 'a secret that only the bridge and the call handler know';
export const TWILIO_CALL = 'CA0123456789abcdef0123456789abcdef';
export const VOBIZ_CALL = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
export const HUMAN = '+919811112222';

export type Fields = Record<string, string>;

/** A bridge with both carriers, a registered number with its agent, and time that passes when asked to. */
export class BridgeDesk {
  readonly clock = new VirtualClock();
  readonly log = new RecordingLog();
  readonly legs = new InMemoryLegStore();
  readonly dials = new InMemoryDialStore(this.clock);
  readonly days = new InMemoryDailyBudget();
  readonly directory = new InMemoryNumberDirectory();
  readonly tokens = { twilio: TWILIO_TOKEN, vobiz: VOBIZ_TOKEN };
  readonly handler: (event: unknown) => Promise<BridgeAnswer>;
  private nonces = 0;

  constructor(changes: Partial<BridgePorts> & { admission?: BridgedAdmission; isEncrypted?: boolean } = {}) {
    const { admission = { type: 'stand-in' }, isEncrypted = true, ...ports } = changes;
    const target = { host: HOST, isEncrypted, admission };
    const known = { ...this.tokens };
    const tokenOf = (carrier: keyof typeof known) => async (renew: boolean) => {
      if (renew) known[carrier] = this.tokens[carrier];
      return known[carrier];
    };
    this.directory.addAgent(anAgent({ fallback: { transfer: HUMAN } })).addNumber(aNumber());
    this.handler = createBridge(
      [
        twilioBridge({ id: 'twilio', target, authToken: tokenOf('twilio') }),
        vobizBridge({ id: 'vobiz', target, authToken: tokenOf('vobiz') }),
      ],
      {
        directory: this.directory,
        legs: this.legs,
        dials: this.dials,
        days: this.days,
        clock: this.clock,
        log: this.log,
        callKeySecret: async () => CALL_KEY_SECRET,
        ...ports,
      },
    );
  }

  twilio(step: string, fields: Fields = {}): Promise<BridgeAnswer> {
    return this.handler(twilioEvent(step, { ...twilioCall(), ...fields }));
  }

  vobiz(step: string, fields: Fields = {}): Promise<BridgeAnswer> {
    const nonce = String(++this.nonces).padStart(20, '0');
    return this.handler(vobizEvent(step, { ...vobizCall(), ...fields }, nonce));
  }
}

export function twilioCall(): Fields {
  return {
    AccountSid: 'AC0123456789abcdef0123456789abcdef',
    CallSid: TWILIO_CALL,
    CallStatus: 'ringing',
    Direction: 'inbound',
    From: CALLER,
    To: NUMBER,
  };
}

export function vobizCall(): Fields {
  return {
    CallUUID: VOBIZ_CALL,
    CallStatus: 'ringing',
    Direction: 'inbound',
    Event: 'StartApp',
    From: CALLER.slice(1),
    To: NUMBER.slice(1),
  };
}

/** As Twilio sends it: signed over the address and all fields in the order of their names. */
export function twilioEvent(step: string, fields: Fields, token = TWILIO_TOKEN, id = 'twilio') {
  const signed = Object.keys(fields)
    .sort()
    .reduce((text, name) => text + name + fields[name]!, `${ADDRESS}/${id}/${step}`);
  const signature = createHmac('sha1', token).update(signed).digest('base64');
  return post(`/${id}/${step}`, fields, { 'x-twilio-signature': signature });
}

/** As Vobiz sends it: both versions of the signature, over address and nonce. */
export function vobizEvent(step: string, fields: Fields, nonce: string, token = VOBIZ_TOKEN) {
  const sign = (separator: string) =>
    createHmac('sha256', token).update(`${ADDRESS}/vobiz/${step}${separator}${nonce}`).digest('base64');
  return post(`/vobiz/${step}`, fields, {
    'x-vobiz-signature-v2': sign(''),
    'x-vobiz-signature-v2-nonce': nonce,
    'x-vobiz-signature-v3': sign('.'),
    'x-vobiz-signature-v3-nonce': nonce,
  });
}

/** What a function URL makes of a form: the body in base64. */
export function post(rawPath: string, fields: Fields, given: Fields) {
  const headers: Fields = {
    host: 'somewhere.example',
    'content-type': 'application/x-www-form-urlencoded',
    ...given,
  };
  return {
    version: '2.0',
    rawPath,
    rawQueryString: '',
    headers,
    requestContext: { domainName: DOMAIN, http: { method: 'POST', path: rawPath } },
    body: Buffer.from(new URLSearchParams(fields).toString()).toString('base64'),
    isBase64Encoded: true,
  };
}

/** The headers of the INVITE that Twilio is told to send, decoded. */
export function introducedByTwilio({ body }: BridgeAnswer): Fields {
  const uri = /<Sip>([^<]*)<\/Sip>/.exec(body)?.[1] ?? '';
  return Object.fromEntries(new URLSearchParams(uri.replace(/&amp;/g, '&').split('?')[1]));
}

/** The same for Vobiz. */
export function introducedByVobiz({ body }: BridgeAnswer): Fields {
  const headers = /sipHeaders="([^"]*)"/.exec(body)?.[1] ?? '';
  return Object.fromEntries(headers.split(',').map((header) => header.split('=') as [string, string]));
}

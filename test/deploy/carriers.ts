import { randomUUID } from 'node:crypto';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { startExotel, type FakeExotel } from '../fakes/exotel';
import { startTwilio, type FakeTwilio } from '../fakes/twilio';
import { startVobiz, type FakeVobiz } from '../fakes/vobiz';
import type { Aws } from './aws';

export const TWILIO_TOKEN = 'planted-token-of-twilio-0123456789';
const VOBIZ_TOKEN = 'planted-token-of-vobiz-0123456789';
const EXOTEL_TOKEN = 'planted-token-of-exotel-0123456789';

/** What must be in no template and no log. */
export const PLANTED = [TWILIO_TOKEN, VOBIZ_TOKEN, EXOTEL_TOKEN, 'planted-key-of-twilio'];

/** A company's accounts at three carriers, with numbers that ring somewhere already. */
export interface Carriers {
  twilio: FakeTwilio;
  vobiz: FakeVobiz;
  exotel: FakeExotel;
  /** The fakes by the carriers' own origins. */
  origins: Record<string, string>;
  /** What the accounts hold, for comparison. */
  holdings(): unknown;
  close(): Promise<void>;
}

export const OURS = {
  /** Has never been set up. */
  fresh: '+14155550110',
  /** Rings in the company's call centre. */
  taken: '+14155550111',
  /** The same, and the company does not give it to us. */
  other: '+14155550112',
  vobiz: '+918040000001',
  exotel: '+918040000002',
} as const;

export const FORMER = {
  voiceUrl: 'https://call-centre.example.com/voice?queue=1',
  application: randomUUID(),
  flow: '1001',
} as const;

export async function openCarriers(): Promise<Carriers> {
  const twilio = await startTwilio({ password: 'planted-key-of-twilio' });
  const vobiz = await startVobiz({ authToken: VOBIZ_TOKEN });
  const exotel = await startExotel({ apiToken: EXOTEL_TOKEN });
  twilio.ownNumber(OURS.fresh);
  twilio.ownNumber(OURS.taken, { voice_url: FORMER.voiceUrl, voice_method: 'GET' });
  twilio.ownNumber(OURS.other, { voice_url: FORMER.voiceUrl });
  vobiz.ownNumber(OURS.vobiz, { application_id: FORMER.application });
  exotel.ownNumber(OURS.exotel);
  const fakes = [twilio, vobiz, exotel];
  return {
    twilio,
    vobiz,
    exotel,
    origins: Object.assign({}, ...fakes.map(({ origins }) => origins)) as Record<string, string>,
    holdings: () => structuredClone(fakes.map((fake) => fake.snapshot())),
    close: async () => void (await Promise.all(fakes.map((fake) => fake.close()))),
  };
}

/** Puts the company's keys where its config says that they are. */
export async function keepSecrets({ twilio, vobiz, exotel }: Carriers, { secrets }: Aws): Promise<void> {
  const { accountSid, username, password } = twilio.credentials;
  const kept = {
    'carriers/twilio': {
      accountSid,
      apiKeySid: username,
      apiKeySecret: password,
      authToken: TWILIO_TOKEN,
    },
    'carriers/vobiz': vobiz.credentials,
    'carriers/exotel': exotel.credentials,
  };
  for (const [Name, content] of Object.entries(kept)) {
    await secrets.send(new CreateSecretCommand({ Name, SecretString: JSON.stringify(content) }));
  }
}

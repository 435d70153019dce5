import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type * as z from 'zod';
import { CachedSecret } from '../adapters/cached-secret';
import { callKeySecret } from '../adapters/call-proof';
import { exotelCredentials, ExotelConnection } from '../adapters/carriers/exotel';
import { exotelDialler } from '../adapters/carriers/exotel/dialler';
import type { TransportSurroundings } from '../adapters/carriers/guarded-transport';
import { twilioCredentials, TwilioConnection } from '../adapters/carriers/twilio';
import { twilioDialler } from '../adapters/carriers/twilio/dialler';
import { vobizCredentials, VobizConnection } from '../adapters/carriers/vobiz';
import { vobizDialler } from '../adapters/carriers/vobiz/dialler';
import type { Dialler } from '../core/calls/dial';
import type { Trunk } from '../core/outbound/ports';
import { admissionOf, type DiallingCarrier, type DialSettings } from './settings';

/** What reaches secrets and carriers. */
export interface DiallerSurroundings extends TransportSurroundings {
  secrets: SecretsManagerClient;
}

type Settings = Pick<
  DialSettings,
  'CARRIERS' | 'VOICE_CONNECTOR' | 'ENCRYPTION' | 'CALL_KEY_SECRET' | 'BRIDGE'
>;

/** The carriers of the stack that dial, by its names of them. */
export function trunksOf(env: Settings, surroundings: DiallerSurroundings): Map<string, Trunk> {
  return new Map(
    Object.entries(env.CARRIERS).map(([id, carrier]): [string, Trunk] => {
      const { type, limits } = carrier;
      const cluster = carrier.type === 'exotel' ? carrier.cluster : undefined;
      const dialler = diallerOf(carrier, env, surroundings);
      return [id, { type, limits, cluster, detectsMachines: type !== 'exotel', dialler }];
    }),
  );
}

function diallerOf(
  carrier: DiallingCarrier,
  env: Settings,
  { secrets, ...way }: DiallerSurroundings,
): () => Promise<Dialler> {
  const { clock } = way;
  const kept = <T>(arn: string, schema: z.ZodType<T>) =>
    new CachedSecret({ client: secrets, arn, schema, clock });
  switch (carrier.type) {
    case 'twilio': {
      const callKey = kept(demanded('CALL_KEY_SECRET', env), callKeySecret);
      const rest = {
        bridge: demanded('BRIDGE', env),
        target: { host: env.VOICE_CONNECTOR, isEncrypted: env.ENCRYPTION, admission: admissionOf(carrier) },
        callKeySecret: () => callKey.value(),
        clock,
      };
      return renewed(kept(carrier.secretArn, twilioCredentials), (credentials) =>
        twilioDialler({ twilio: new TwilioConnection({ credentials, ...way }), ...rest }),
      );
    }
    case 'vobiz': {
      const bridge = demanded('BRIDGE', env);
      return renewed(kept(carrier.secretArn, vobizCredentials), (credentials) =>
        vobizDialler({ vobiz: new VobizConnection({ credentials, ...way }), bridge }),
      );
    }
    case 'exotel': {
      const { cluster, flowId } = carrier;
      return renewed(kept(carrier.secretArn, exotelCredentials), (credentials) =>
        exotelDialler({ exotel: new ExotelConnection({ credentials, cluster, ...way }), flowId }),
      );
    }
  }
}

/** One dialler as long as the credentials are the same: it knows how fast the account was asked. */
function renewed<T>(secret: CachedSecret<T>, make: (credentials: T) => Dialler): () => Promise<Dialler> {
  let latest: { credentials: T; dialler: Dialler } | undefined;
  return async () => {
    const credentials = await secret.value();
    if (JSON.stringify(latest?.credentials) !== JSON.stringify(credentials)) {
      latest = { credentials, dialler: make(credentials) };
    }
    return latest!.dialler;
  };
}

function demanded(name: 'CALL_KEY_SECRET' | 'BRIDGE', env: Settings): string {
  const value = env[name];
  if (value !== undefined) return value;
  throw new Error(`${name} is missing, and there is a carrier that needs it; deploy the stack again`);
}

import { ChimeSDKVoiceClient } from '@aws-sdk/client-chime-sdk-voice';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { impatient } from '../adapters/impatient';
import { powertoolsLog } from '../adapters/powertools-log';
import { SystemClock } from '../adapters/system-clock';
import { customResource } from '../custom-resource/handler';
import { putByFetch } from '../custom-resource/put';
import { Chime } from './chime';
import { CredentialsSecret } from './credentials-secret';
import { chimeResources } from './kinds';

const { AWS_REGION: region } = z.object({ AWS_REGION: z.string().min(1) }).parse(process.env);

/** The function tries again by itself: before each try it looks whether the one before took effect. */
const once = impatient({ attempts: 1, timeoutMs: 10_000, connectMs: 3000 });

const log = powertoolsLog();
const chime = new Chime(new ChimeSDKVoiceClient({ region, ...once }), region, log);
const secret = new CredentialsSecret(new SecretsManagerClient({ region, ...once }));

export const handler = customResource({
  types: chimeResources(chime, secret),
  clock: new SystemClock(),
  log,
  put: putByFetch,
});

import {
  DeleteVoiceConnectorTerminationCredentialsCommand,
  GetVoiceConnectorCommand,
  ListVoiceConnectorTerminationCredentialsCommand,
  PutVoiceConnectorTerminationCredentialsCommand,
} from '@aws-sdk/client-chime-sdk-voice';
import { InvalidInputError } from '../core/errors';
import type { Patience } from '../custom-resource/patience';
import type { ResourceKind } from '../custom-resource/resource-kind';
import type { Chime } from './chime';
import type { Credential, CredentialsSecret } from './credentials-secret';
import { FRESH, GOING } from './faults';
import { tagsOf } from './marked-by-tag';
import { OWNER_TAG } from './ownership';
import { terminationCredentials, type TerminationCredentialsProperties } from './properties';
import { settingResource } from './setting';

/**
 * What a carrier must know to call through the connector. On a connector of ours they are just those of the secret.
 * On another's connector only those of the secret are touched: who else put some there is unknown.
 */
export function terminationCredentialsKind(
  chime: Chime,
  secret: CredentialsSecret,
): ResourceKind<TerminationCredentialsProperties> {
  return settingResource<TerminationCredentialsProperties>({
    properties: terminationCredentials,
    name: 'termination-credentials',
    holderOf: ({ VoiceConnectorId }) => VoiceConnectorId,

    // The service tells no passwords.
    hidden: true,

    async isSet({ VoiceConnectorId, SecretArn }, time) {
      const present = new Set(await usernames(chime, VoiceConnectorId, time));
      const wanted = await usernamesIn(secret, SecretArn, time);
      return wanted.length > 0 && wanted.every((username) => present.has(username));
    },

    async write({ VoiceConnectorId, SecretArn }, time) {
      const credentials = await secret.read(SecretArn, time);
      await put(chime, VoiceConnectorId, credentials, time);
      // After the new ones are there, so that a carrier that has them already is never refused.
      if (!(await isOurs(chime, VoiceConnectorId, time))) return;
      const wanted = new Set(credentials.map(({ Username }) => Username));
      const present = await usernames(chime, VoiceConnectorId, time);
      const stale = present.filter((username) => !wanted.has(username));
      await drop(chime, VoiceConnectorId, stale, time);
    },

    async remove(VoiceConnectorId, properties, time) {
      const present = await usernames(chime, VoiceConnectorId, time);
      if (present.length === 0) return;
      if (await isOurs(chime, VoiceConnectorId, time)) return drop(chime, VoiceConnectorId, present, time);
      if (properties === undefined) return;
      const ours = new Set(await usernamesIn(secret, properties.SecretArn, time));
      const stated = present.filter((username) => ours.has(username));
      await drop(chime, VoiceConnectorId, stated, time);
    },
  });
}

/** None where the secret is empty or faulty: with such a one nothing was ever put. */
async function usernamesIn(secret: CredentialsSecret, arn: string, time: Patience): Promise<string[]> {
  try {
    return (await secret.read(arn, time)).map(({ Username }) => Username);
  } catch (error) {
    if (error instanceof InvalidInputError) return [];
    throw error;
  }
}

async function put(chime: Chime, id: string, Credentials: Credential[], time: Patience): Promise<void> {
  await chime.call(time, {
    operation: 'PutVoiceConnectorTerminationCredentials',
    about: about(id),
    send: (client) =>
      client.send(new PutVoiceConnectorTerminationCredentialsCommand({ VoiceConnectorId: id, Credentials })),
    worth: FRESH,
  });
}

/** Empty for a connector that is gone. */
async function usernames(chime: Chime, id: string, time: Patience): Promise<string[]> {
  const answer = await chime.callUnlessMissing(time, {
    operation: 'ListVoiceConnectorTerminationCredentials',
    about: about(id),
    send: (client) =>
      client.send(new ListVoiceConnectorTerminationCredentialsCommand({ VoiceConnectorId: id })),
  });
  return answer?.Usernames ?? [];
}

async function drop(chime: Chime, id: string, Usernames: string[], time: Patience): Promise<void> {
  if (Usernames.length === 0) return;
  await chime.callUnlessMissing(time, {
    operation: 'DeleteVoiceConnectorTerminationCredentials',
    about: about(id),
    send: (client) =>
      client.send(new DeleteVoiceConnectorTerminationCredentialsCommand({ VoiceConnectorId: id, Usernames })),
    worth: GOING,
  });
}

/** Whether this function has made the connector, for this stack or another. */
async function isOurs(chime: Chime, id: string, time: Patience): Promise<boolean> {
  const answer = await chime.callUnlessMissing(time, {
    operation: 'GetVoiceConnector',
    about: `Voice Connector ${id}`,
    send: (client) => client.send(new GetVoiceConnectorCommand({ VoiceConnectorId: id })),
  });
  const arn = answer?.VoiceConnector?.VoiceConnectorArn;
  return arn !== undefined && (await tagsOf(arn, chime, time)).has(OWNER_TAG);
}

function about(id: string): string {
  return `the termination credentials of Voice Connector ${id}`;
}

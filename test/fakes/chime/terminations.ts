import type * as api from '@aws-sdk/client-chime-sdk-voice';
import type { Account, Checked, Connector } from './account';
import { badRequest, notFound } from './errors';

type ById = Checked<api.GetVoiceConnectorTerminationRequest>;

const MOST_CREDENTIALS = 10;

/** Termination and its credentials. That the credentials go with it is an assumption: no document says. */
export function terminationOperations(account: Account) {
  const terminated = (connector: Connector): Connector & { termination: api.Termination } => {
    const { termination } = connector;
    if (!termination) throw notFound('Termination of Voice Connector', connector.data.VoiceConnectorId);
    return connector as Connector & { termination: api.Termination };
  };

  return {
    PutVoiceConnectorTermination(
      { VoiceConnectorId, Termination }: Checked<api.PutVoiceConnectorTerminationRequest>,
      region: string,
    ) {
      const connector = account.settledConnector(VoiceConnectorId, region);
      connector.termination = { CpsLimit: 1, Disabled: false, ...Termination };
      return { Termination: connector.termination };
    },

    GetVoiceConnectorTermination({ VoiceConnectorId }: ById, region: string) {
      return { Termination: terminated(account.settledConnector(VoiceConnectorId, region)).termination };
    },

    DeleteVoiceConnectorTermination({ VoiceConnectorId }: ById, region: string) {
      const connector: Connector = terminated(account.connector(VoiceConnectorId, region));
      delete connector.termination;
      connector.credentials.clear();
    },

    GetVoiceConnectorTerminationHealth({ VoiceConnectorId }: ById, region: string) {
      const { health } = terminated(account.settledConnector(VoiceConnectorId, region));
      return { TerminationHealth: health ?? {} };
    },

    PutVoiceConnectorTerminationCredentials(
      input: Checked<api.PutVoiceConnectorTerminationCredentialsRequest>,
      region: string,
    ) {
      const { credentials, termination } = account.settledConnector(input.VoiceConnectorId, region);
      if (!termination) throw badRequest('Credentials need a termination: put that first');
      const after = new Map(credentials);
      for (const { Username, Password } of input.Credentials ?? []) {
        after.set(Username as string, Password as string);
      }
      if (after.size > MOST_CREDENTIALS) throw badRequest(`Credentials: at most ${MOST_CREDENTIALS}`);
      for (const [username, password] of after) credentials.set(username, password);
    },

    ListVoiceConnectorTerminationCredentials({ VoiceConnectorId }: ById, region: string) {
      return { Usernames: [...account.settledConnector(VoiceConnectorId, region).credentials.keys()] };
    },

    DeleteVoiceConnectorTerminationCredentials(
      input: Checked<api.DeleteVoiceConnectorTerminationCredentialsRequest>,
      region: string,
    ) {
      const { credentials } = account.connector(input.VoiceConnectorId, region);
      if (input.Usernames.some((username) => !credentials.has(username))) {
        throw notFound('A credential of Voice Connector', input.VoiceConnectorId);
      }
      for (const username of input.Usernames) credentials.delete(username);
    },
  };
}

import type * as api from '@aws-sdk/client-chime-sdk-voice';
import { isListed, type Account, type Checked, type Connector } from './account';
import { conflict, limitExceeded } from './errors';
import { page } from './paging';
import { tagsOf } from './tags';

type ById = Checked<api.GetVoiceConnectorRequest>;

/** The API's default, whichever region is asked. */
const DEFAULT_REGION = 'us-east-1';

export function connectorOperations(account: Account) {
  return {
    CreateVoiceConnector(input: Checked<api.CreateVoiceConnectorRequest>) {
      const region = input.AwsRegion ?? DEFAULT_REGION;
      if (account.inRegion(account.connectors, region).length >= account.settings.connectorsPerRegion) {
        throw limitExceeded(`Voice Connectors in ${region}: at most ${account.settings.connectorsPerRegion}`);
      }
      const connector = newConnector(account, region, input);
      account.connectors.set(connector.data.VoiceConnectorId, connector);
      return { VoiceConnector: connector.data };
    },

    GetVoiceConnector({ VoiceConnectorId }: ById, region: string) {
      return { VoiceConnector: account.settledConnector(VoiceConnectorId, region).data };
    },

    UpdateVoiceConnector(input: Checked<api.UpdateVoiceConnectorRequest>, region: string) {
      const { data } = account.connector(input.VoiceConnectorId, region);
      Object.assign(data, {
        Name: input.Name,
        RequireEncryption: input.RequireEncryption,
        UpdatedTimestamp: account.ids.now(),
      });
      return { VoiceConnector: data };
    },

    DeleteVoiceConnector({ VoiceConnectorId }: ById, region: string) {
      const connector = account.connector(VoiceConnectorId, region);
      if (connector.phoneNumbers.length > 0) {
        throw conflict('Phone numbers are associated with the connector', 'PhoneNumberAssociationsExist');
      }
      const rule = [...account.rules.values()].find(
        ({ data }) => data.TriggerValue === connector.data.OutboundHostName,
      );
      if (rule) throw conflict(`SIP rule ${rule.data.SipRuleId} is triggered by the connector's host name`);
      account.connectors.delete(VoiceConnectorId);
    },

    ListVoiceConnectors(input: api.ListVoiceConnectorsRequest, region: string) {
      const listed = account.inRegion(account.connectors, region).filter(isListed);
      const { items, ...next } = page(listed, input, account.settings.pageSize);
      return { VoiceConnectors: items.map(({ data }) => data), ...next };
    },
  };
}

function newConnector(
  account: Account,
  region: string,
  input: Checked<api.CreateVoiceConnectorRequest>,
): Connector {
  const id = account.ids.connector();
  const now = account.ids.now();
  return {
    data: {
      VoiceConnectorId: id,
      VoiceConnectorArn: `arn:aws:chime:${region}:${account.number}:vc/${id}`,
      AwsRegion: region as api.VoiceConnectorAwsRegion,
      Name: input.Name,
      OutboundHostName: `${id}.voiceconnector.chime.aws`,
      RequireEncryption: input.RequireEncryption,
      NetworkType: input.NetworkType ?? 'IPV4_ONLY',
      ...(input.IntegrationType && { IntegrationType: input.IntegrationType }),
      CreatedTimestamp: now,
      UpdatedTimestamp: now,
    },
    tags: tagsOf(input.Tags),
    phoneNumbers: [],
    credentials: new Map(),
    ...account.newLag(),
  };
}

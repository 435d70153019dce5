import {
  CreateVoiceConnectorCommand,
  DeleteVoiceConnectorCommand,
  GetVoiceConnectorCommand,
  ListVoiceConnectorsCommand,
  UpdateVoiceConnectorCommand,
  type VoiceConnector,
  type VoiceConnectorAwsRegion,
} from '@aws-sdk/client-chime-sdk-voice';
import { ownedResource } from '../custom-resource/owned';
import type { Patience } from '../custom-resource/patience';
import type { ResourceKind } from '../custom-resource/resource-kind';
import type { Chime } from './chime';
import { GOING } from './faults';
import { convergeTags, markedTags, ownedBy } from './marked-by-tag';
import { voiceConnector, type VoiceConnectorProperties } from './properties';
import { chimeLife } from './ownership';
import { required } from './required';

type Live = Required<
  Pick<VoiceConnector, 'VoiceConnectorId' | 'VoiceConnectorArn' | 'OutboundHostName' | 'Name' | 'NetworkType'>
> & { RequireEncryption: boolean; createdAt: number };

export function voiceConnectorKind(chime: Chime): ResourceKind<VoiceConnectorProperties> {
  return ownedResource<VoiceConnectorProperties, Live>({
    ...chimeLife,
    properties: voiceConnector,
    idOf: ({ VoiceConnectorId }) => VoiceConnectorId,
    resultOf: ({ VoiceConnectorId, VoiceConnectorArn, OutboundHostName }) => ({
      physicalId: VoiceConnectorId,
      data: { VoiceConnectorId, VoiceConnectorArn, OutboundHostName },
    }),
    canBecome: (live, { NetworkType }) => live.NetworkType === NetworkType,

    async get(id, time) {
      const answer = await chime.callUnlessMissing(time, {
        operation: 'GetVoiceConnector',
        about: about(id),
        send: (client) => client.send(new GetVoiceConnectorCommand({ VoiceConnectorId: id })),
      });
      return answer && liveOf(answer.VoiceConnector);
    },

    async find(owner, { NetworkType }, time) {
      const all = await list(chime, time);
      const fitting = all.filter((live) => live.NetworkType === NetworkType);
      const mine = await ownedBy(owner, fitting, (live) => live.VoiceConnectorArn, chime, time);
      return mine.sort((a, b) => a.createdAt - b.createdAt);
    },

    create(owner, { Name, RequireEncryption, NetworkType, Tags }, time, already) {
      const AwsRegion = chime.region as VoiceConnectorAwsRegion;
      const input = { Name, RequireEncryption, NetworkType, AwsRegion, Tags: markedTags(owner, Tags) };
      return chime.call(time, {
        operation: 'CreateVoiceConnector',
        about: `Voice Connector "${Name}"`,
        send: async (client) =>
          liveOf((await client.send(new CreateVoiceConnectorCommand(input))).VoiceConnector),
        already,
      });
    },

    async converge(owner, live, { Name, RequireEncryption, Tags }, previous, time) {
      const { VoiceConnectorId, VoiceConnectorArn } = live;
      if (live.Name !== Name || live.RequireEncryption !== RequireEncryption) {
        const input = { VoiceConnectorId, Name, RequireEncryption };
        await chime.call(time, {
          operation: 'UpdateVoiceConnector',
          about: about(VoiceConnectorId),
          send: (client) => client.send(new UpdateVoiceConnectorCommand(input)),
        });
      }
      await convergeTags(VoiceConnectorArn, markedTags(owner, Tags), previous?.Tags ?? [], chime, time);
      return { ...live, Name, RequireEncryption };
    },

    async remove(id, time) {
      await chime.callUnlessMissing(time, {
        operation: 'DeleteVoiceConnector',
        about: about(id),
        send: (client) => client.send(new DeleteVoiceConnectorCommand({ VoiceConnectorId: id })),
        worth: GOING,
      });
    },
  });
}

async function list(chime: Chime, time: Patience): Promise<Live[]> {
  const all = await chime.all(time, 'ListVoiceConnectors', async (client, NextToken) => {
    const page = await client.send(new ListVoiceConnectorsCommand({ MaxResults: 100, NextToken }));
    return { items: page.VoiceConnectors, next: page.NextToken };
  });
  return all.map(liveOf);
}

function liveOf(connector: VoiceConnector | undefined): Live {
  const { VoiceConnectorId, VoiceConnectorArn, OutboundHostName, Name } = connector ?? {};
  return {
    VoiceConnectorId: required(VoiceConnectorId, 'VoiceConnectorId'),
    VoiceConnectorArn: required(VoiceConnectorArn, 'VoiceConnectorArn'),
    OutboundHostName: required(OutboundHostName, 'OutboundHostName'),
    Name: Name ?? '',
    RequireEncryption: connector?.RequireEncryption ?? false,
    // Connectors from before there was a choice.
    NetworkType: connector?.NetworkType ?? 'IPV4_ONLY',
    createdAt: connector?.CreatedTimestamp?.getTime() ?? 0,
  };
}

function about(id: string): string {
  return `Voice Connector ${id}`;
}

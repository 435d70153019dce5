import {
  CreateSipMediaApplicationCommand,
  DeleteSipMediaApplicationCommand,
  GetSipMediaApplicationCommand,
  ListSipMediaApplicationsCommand,
  UpdateSipMediaApplicationCommand,
  type SipMediaApplication,
} from '@aws-sdk/client-chime-sdk-voice';
import { ownedResource } from '../custom-resource/owned';
import type { Patience } from '../custom-resource/patience';
import type { ResourceKind } from '../custom-resource/resource-kind';
import type { Chime } from './chime';
import { FRESH, GOING } from './faults';
import { convergeTags, markedTags, ownedBy } from './marked-by-tag';
import { sipMediaApplication, type SipMediaApplicationProperties } from './properties';
import { chimeLife } from './ownership';
import { required } from './required';

interface Live {
  SipMediaApplicationId: string;
  SipMediaApplicationArn: string;
  Name: string;
  LambdaArn: string;
  createdAt: number;
}

export function sipMediaApplicationKind(chime: Chime): ResourceKind<SipMediaApplicationProperties> {
  return ownedResource<SipMediaApplicationProperties, Live>({
    ...chimeLife,
    properties: sipMediaApplication,
    idOf: ({ SipMediaApplicationId }) => SipMediaApplicationId,
    resultOf: ({ SipMediaApplicationId, SipMediaApplicationArn }) => ({
      physicalId: SipMediaApplicationId,
      data: { SipMediaApplicationId, SipMediaApplicationArn },
    }),
    canBecome: () => true,

    async get(id, time) {
      const answer = await chime.callUnlessMissing(time, {
        operation: 'GetSipMediaApplication',
        about: about(id),
        send: (client) => client.send(new GetSipMediaApplicationCommand({ SipMediaApplicationId: id })),
      });
      return answer && liveOf(answer.SipMediaApplication);
    },

    async find(owner, _, time) {
      const all = await list(chime, time);
      const mine = await ownedBy(owner, all, (live) => live.SipMediaApplicationArn, chime, time);
      return mine.sort((a, b) => a.createdAt - b.createdAt);
    },

    create(owner, { Name, LambdaArn, Tags }, time, already) {
      const input = {
        AwsRegion: chime.region,
        Name,
        Endpoints: [{ LambdaArn }],
        Tags: markedTags(owner, Tags),
      };
      return chime.call(time, {
        operation: 'CreateSipMediaApplication',
        about: `SIP media application "${Name}"`,
        send: async (client) =>
          liveOf((await client.send(new CreateSipMediaApplicationCommand(input))).SipMediaApplication),
        // The function that it calls, or its alias, may have been made a moment ago.
        worth: FRESH,
        already,
      });
    },

    async converge(owner, live, { Name, LambdaArn, Tags }, previous, time) {
      const { SipMediaApplicationId, SipMediaApplicationArn } = live;
      if (live.Name !== Name || live.LambdaArn !== LambdaArn) {
        const input = { SipMediaApplicationId, Name, Endpoints: [{ LambdaArn }] };
        await chime.call(time, {
          operation: 'UpdateSipMediaApplication',
          about: about(SipMediaApplicationId),
          send: (client) => client.send(new UpdateSipMediaApplicationCommand(input)),
          worth: FRESH,
        });
      }
      await convergeTags(SipMediaApplicationArn, markedTags(owner, Tags), previous?.Tags ?? [], chime, time);
      return { ...live, Name, LambdaArn };
    },

    async remove(id, time) {
      await chime.callUnlessMissing(time, {
        operation: 'DeleteSipMediaApplication',
        about: about(id),
        send: (client) => client.send(new DeleteSipMediaApplicationCommand({ SipMediaApplicationId: id })),
        worth: GOING,
      });
    },
  });
}

async function list(chime: Chime, time: Patience): Promise<Live[]> {
  const all = await chime.all(time, 'ListSipMediaApplications', async (client, NextToken) => {
    const page = await client.send(new ListSipMediaApplicationsCommand({ MaxResults: 100, NextToken }));
    return { items: page.SipMediaApplications, next: page.NextToken };
  });
  return all.map(liveOf);
}

function liveOf(application: SipMediaApplication | undefined): Live {
  const { SipMediaApplicationId, SipMediaApplicationArn, Name, Endpoints, CreatedTimestamp } =
    application ?? {};
  return {
    SipMediaApplicationId: required(SipMediaApplicationId, 'SipMediaApplicationId'),
    SipMediaApplicationArn: required(SipMediaApplicationArn, 'SipMediaApplicationArn'),
    Name: Name ?? '',
    LambdaArn: Endpoints?.[0]?.LambdaArn ?? '',
    createdAt: CreatedTimestamp?.getTime() ?? 0,
  };
}

function about(id: string): string {
  return `SIP media application ${id}`;
}

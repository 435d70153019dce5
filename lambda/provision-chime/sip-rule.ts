import { isDeepStrictEqual } from 'node:util';
import {
  CreateSipRuleCommand,
  DeleteSipRuleCommand,
  GetSipRuleCommand,
  ListSipRulesCommand,
  UpdateSipRuleCommand,
  type SipRule,
} from '@aws-sdk/client-chime-sdk-voice';
import { ownedResource } from '../custom-resource/owned';
import type { Owner } from '../custom-resource/owner';
import type { Patience } from '../custom-resource/patience';
import type { ResourceKind } from '../custom-resource/resource-kind';
import type { Chime } from './chime';
import { Refusal } from './explain';
import { FRESH, GOING, type Worth } from './faults';
import { chimeLife, markedName, ruleMarkOf } from './ownership';
import { sipRule, type SipRuleProperties } from './properties';
import { required } from './required';

type Target = SipRuleProperties['TargetApplications'][number];

interface Live {
  SipRuleId: string;
  Name: string;
  Disabled: boolean;
  TriggerType: string;
  TriggerValue: string;
  TargetApplications: Target[];
  createdAt: number;
}

/** A rule that was disabled counts as enabled for a while: there is no other way than to ask again. */
const UNTIL_IT_TAKES: Worth = { ...GOING, 'bad-request': Infinity };

export function sipRuleKind(chime: Chime): ResourceKind<SipRuleProperties> {
  return ownedResource<SipRuleProperties, Live>({
    ...chimeLife,
    properties: sipRule,
    idOf: ({ SipRuleId }) => SipRuleId,
    resultOf: ({ SipRuleId }) => ({ physicalId: SipRuleId, data: { SipRuleId } }),
    canBecome,
    get: (id, time) => getRule(chime, id, time),

    async find(owner, properties, time) {
      const mark = markOf(owner, properties);
      const all = await list(chime, time);
      return all.filter(({ Name }) => Name.endsWith(mark)).sort((a, b) => a.createdAt - b.createdAt);
    },

    create(owner, properties, time, already) {
      const { TriggerType, TriggerValue, TargetApplications, Disabled } = properties;
      const Name = markedName(properties.Name, markOf(owner, properties));
      const input = { Name, TriggerType, TriggerValue, TargetApplications, Disabled };
      return chime.call(time, {
        operation: 'CreateSipRule',
        about: `SIP rule "${properties.Name}"`,
        send: async (client) => liveOf((await client.send(new CreateSipRuleCommand(input))).SipRule),
        // The connector and the applications that it names may have been made a moment ago.
        worth: FRESH,
        already,
      });
    },

    async converge(owner, live, properties, _, time) {
      const { TargetApplications, Disabled } = properties;
      const Name = markedName(properties.Name, markOf(owner, properties));
      const wanted = { ...live, Name, Disabled, TargetApplications: sorted(TargetApplications) };
      if (!isDeepStrictEqual(wanted, live)) {
        const input = { SipRuleId: live.SipRuleId, Name, Disabled, TargetApplications };
        await chime.call(time, {
          operation: 'UpdateSipRule',
          about: about(live.SipRuleId),
          send: (client) => client.send(new UpdateSipRuleCommand(input)),
          worth: FRESH,
        });
      }
      return wanted;
    },

    async remove(id, time) {
      const live = await getRule(chime, id, time);
      if (live && !live.Disabled) await disable(chime, live, time);
      await chime.callUnlessMissing(time, {
        operation: 'DeleteSipRule',
        about: about(id),
        send: (client) => client.send(new DeleteSipRuleCommand({ SipRuleId: id })),
        worth: UNTIL_IT_TAKES,
      });
    },
  });
}

/** A rule can only be deleted while it is disabled. */
async function disable(
  chime: Chime,
  { SipRuleId, Name, TargetApplications }: Live,
  time: Patience,
): Promise<void> {
  try {
    await chime.call(time, {
      operation: 'UpdateSipRule',
      about: about(SipRuleId),
      send: (client) =>
        client.send(new UpdateSipRuleCommand({ SipRuleId, Name, TargetApplications, Disabled: true })),
      worth: GOING,
    });
  } catch (error) {
    // The rule, or an application that it names, is gone: deleting tells which.
    if (!(error instanceof Refusal && error.fault === 'missing')) throw error;
  }
}

async function getRule(chime: Chime, id: string, time: Patience): Promise<Live | undefined> {
  const answer = await chime.callUnlessMissing(time, {
    operation: 'GetSipRule',
    about: about(id),
    send: (client) => client.send(new GetSipRuleCommand({ SipRuleId: id })),
  });
  return answer && liveOf(answer.SipRule);
}

async function list(chime: Chime, time: Patience): Promise<Live[]> {
  const all = await chime.all(time, 'ListSipRules', async (client, NextToken) => {
    const page = await client.send(new ListSipRulesCommand({ MaxResults: 100, NextToken }));
    return { items: page.SipRules, next: page.NextToken };
  });
  return all.map(liveOf);
}

function canBecome(live: Live, { TriggerType, TriggerValue }: SipRuleProperties): boolean {
  return live.TriggerType === TriggerType && live.TriggerValue === TriggerValue;
}

function markOf(owner: Owner, { TriggerType, TriggerValue }: SipRuleProperties): string {
  return ruleMarkOf(owner, TriggerType, TriggerValue);
}

function liveOf(rule: SipRule | undefined): Live {
  const targets = rule?.TargetApplications ?? [];
  return {
    SipRuleId: required(rule?.SipRuleId, 'SipRuleId'),
    Name: rule?.Name ?? '',
    Disabled: rule?.Disabled ?? false,
    TriggerType: rule?.TriggerType ?? '',
    TriggerValue: rule?.TriggerValue ?? '',
    TargetApplications: sorted(
      targets.map(({ SipMediaApplicationId = '', Priority = 1, AwsRegion = '' }) => ({
        SipMediaApplicationId,
        Priority,
        AwsRegion,
      })),
    ),
    createdAt: rule?.CreatedTimestamp?.getTime() ?? 0,
  };
}

function sorted(targets: readonly Target[]): Target[] {
  return [...targets].sort(
    (a, b) =>
      a.Priority - b.Priority ||
      a.AwsRegion.localeCompare(b.AwsRegion) ||
      a.SipMediaApplicationId.localeCompare(b.SipMediaApplicationId),
  );
}

function about(id: string): string {
  return `SIP rule ${id}`;
}

import type * as api from '@aws-sdk/client-chime-sdk-voice';
import { isListed, isSeen, type Account, type Checked, type Rule } from './account';
import { badRequest, conflict } from './errors';
import { page } from './paging';

type ById = Checked<api.GetSipRuleRequest>;

/** SIP rules belong to the account, whichever region is asked. */
export function ruleOperations(account: Account) {
  return {
    CreateSipRule(input: Checked<api.CreateSipRuleRequest>) {
      checkTrigger(account, input);
      checkTargets(account, input.TargetApplications);
      checkName(account, input.Name);
      if ([...account.rules.values()].some(({ data }) => data.TriggerValue === input.TriggerValue)) {
        throw conflict('A SIP rule with this trigger exists');
      }
      const id = account.ids.uuid();
      const now = account.ids.now();
      const { Name, Disabled = false, TriggerType, TriggerValue, TargetApplications } = input;
      const data = {
        SipRuleId: id,
        Name,
        Disabled,
        TriggerType,
        TriggerValue,
        TargetApplications,
        CreatedTimestamp: now,
        UpdatedTimestamp: now,
      };
      account.rules.set(id, { data, stillEnabledFor: 0, ...account.newLag() });
      return { SipRule: data };
    },

    GetSipRule({ SipRuleId }: ById) {
      return { SipRule: account.rule(SipRuleId).data };
    },

    /** What is left out stays as it was. */
    UpdateSipRule(input: Checked<api.UpdateSipRuleRequest>) {
      const rule = account.rule(input.SipRuleId);
      if (input.TargetApplications) checkTargets(account, input.TargetApplications);
      checkName(account, input.Name, input.SipRuleId);
      if (input.Disabled && !rule.data.Disabled) rule.stillEnabledFor = account.settings.disablingTakes;
      Object.assign(rule.data, {
        Name: input.Name,
        ...(input.Disabled !== undefined && { Disabled: input.Disabled }),
        ...(input.TargetApplications && { TargetApplications: input.TargetApplications }),
        UpdatedTimestamp: account.ids.now(),
      });
      return { SipRule: rule.data };
    },

    DeleteSipRule({ SipRuleId }: ById) {
      const rule = account.rule(SipRuleId);
      if (!isDisabled(rule)) throw conflict('You must disable a SIP rule before you can delete it');
      account.rules.delete(SipRuleId);
    },

    ListSipRules(input: api.ListSipRulesRequest) {
      const wanted = input.SipMediaApplicationId;
      const listed = [...account.rules.values()]
        .filter(isListed)
        .filter(
          ({ data }) =>
            wanted === undefined ||
            data.TargetApplications?.some(({ SipMediaApplicationId }) => SipMediaApplicationId === wanted),
        );
      const { items, ...next } = page(listed, input, account.settings.pageSize);
      return { SipRules: items.map(({ data }) => data), ...next };
    },
  };
}

function checkTrigger(account: Account, input: Checked<api.CreateSipRuleRequest>): void {
  if (input.TriggerType === 'ToPhoneNumber') {
    if (!/^\+[1-9]\d{1,14}$/.test(input.TriggerValue)) throw badRequest('TriggerValue must be in E.164');
    return;
  }
  const connector = [...account.connectors.values()].find(
    ({ data }) => data.OutboundHostName === input.TriggerValue,
  );
  if (!connector || !isSeen(connector)) {
    throw badRequest('TriggerValue must be the outbound host name of a Voice Connector of this account');
  }
}

function checkTargets(account: Account, targets: readonly api.SipRuleTargetApplication[]): void {
  const regions = targets.map(({ AwsRegion }) => AwsRegion);
  if (new Set(regions).size < regions.length) {
    throw badRequest('Only one SIP media application of a region can be a target');
  }
  for (const { SipMediaApplicationId = '', AwsRegion } of targets) {
    const application = account.applications.get(SipMediaApplicationId);
    if (!application || application.data.AwsRegion !== AwsRegion || !isSeen(application)) {
      throw badRequest(`SIP media application ${SipMediaApplicationId} not found in ${AwsRegion}`);
    }
  }
}

function checkName(account: Account, name: string, own?: string): void {
  const taken = [...account.rules.values()].some(({ data }) => data.Name === name && data.SipRuleId !== own);
  if (taken) throw conflict('A SIP rule with this name exists');
}

/** Whether this request takes the rule as disabled, which it isn't at once. */
function isDisabled(rule: Rule): boolean {
  if (!rule.data.Disabled || rule.stillEnabledFor === 0) return rule.data.Disabled === true;
  rule.stillEnabledFor--;
  return false;
}

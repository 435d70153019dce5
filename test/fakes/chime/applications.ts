import type * as api from '@aws-sdk/client-chime-sdk-voice';
import { isListed, type Account, type Checked } from './account';
import { checkLogDestination } from './connector-parts';
import { badRequest, ChimeError, conflict, limitExceeded } from './errors';
import { page } from './paging';
import { tagsOf } from './tags';

type ById = Checked<api.GetSipMediaApplicationRequest>;

/**
 * How an account that had no SIP media application before 2026-10-29 is refused. Unverified: AWS documents the
 * closing (chime-sdk/latest/ag/sip-applications-maintenance-mode.html), not the answer. Name and text are guesses.
 */
export const CLOSED_TO_NEW_CUSTOMERS = {
  name: 'ForbiddenException',
  message: 'SIP media applications are no longer available to new customers',
} as const;

export function applicationOperations(account: Account) {
  return {
    CreateSipMediaApplication(input: Checked<api.CreateSipMediaApplicationRequest>) {
      const { settings, ids } = account;
      if (settings.closedToNewCustomers) {
        throw new ChimeError(CLOSED_TO_NEW_CUSTOMERS.name, CLOSED_TO_NEW_CUSTOMERS.message);
      }
      checkEndpoints(input.Endpoints, input.AwsRegion);
      if (account.inRegion(account.applications, input.AwsRegion).length >= settings.applicationsPerRegion) {
        throw limitExceeded(
          `SIP media applications in ${input.AwsRegion}: at most ${settings.applicationsPerRegion}`,
        );
      }
      const id = ids.uuid();
      const now = ids.now();
      const data = {
        SipMediaApplicationId: id,
        SipMediaApplicationArn: `arn:aws:chime:${input.AwsRegion}:${account.number}:sma/${id}`,
        AwsRegion: input.AwsRegion,
        Name: input.Name,
        Endpoints: input.Endpoints,
        CreatedTimestamp: now,
        UpdatedTimestamp: now,
      };
      account.applications.set(id, { data, tags: tagsOf(input.Tags), ...account.newLag() });
      return { SipMediaApplication: data };
    },

    GetSipMediaApplication({ SipMediaApplicationId }: ById, region: string) {
      return { SipMediaApplication: account.settledApplication(SipMediaApplicationId, region).data };
    },

    UpdateSipMediaApplication(input: Checked<api.UpdateSipMediaApplicationRequest>, region: string) {
      const { data } = account.application(input.SipMediaApplicationId, region);
      if (input.Endpoints) checkEndpoints(input.Endpoints, region);
      Object.assign(data, {
        ...(input.Name !== undefined && { Name: input.Name }),
        ...(input.Endpoints && { Endpoints: input.Endpoints }),
        UpdatedTimestamp: account.ids.now(),
      });
      return { SipMediaApplication: data };
    },

    DeleteSipMediaApplication({ SipMediaApplicationId }: ById, region: string) {
      account.application(SipMediaApplicationId, region);
      const rule = [...account.rules.values()].find(({ data }) =>
        data.TargetApplications?.some((target) => target.SipMediaApplicationId === SipMediaApplicationId),
      );
      if (rule) throw conflict(`SIP rule ${rule.data.SipRuleId} targets the SIP media application`);
      account.applications.delete(SipMediaApplicationId);
    },

    ListSipMediaApplications(input: api.ListSipMediaApplicationsRequest, region: string) {
      const listed = account.inRegion(account.applications, region).filter(isListed);
      const { items, ...next } = page(listed, input, account.settings.pageSize);
      return { SipMediaApplications: items.map(({ data }) => data), ...next };
    },

    PutSipMediaApplicationLoggingConfiguration(
      input: Checked<api.PutSipMediaApplicationLoggingConfigurationRequest>,
      region: string,
    ) {
      const application = account.settledApplication(input.SipMediaApplicationId, region);
      checkLogDestination(account);
      const { EnableSipMediaApplicationMessageLogs: enabled = false } =
        input.SipMediaApplicationLoggingConfiguration ?? {};
      application.logging = enabled;
      return { SipMediaApplicationLoggingConfiguration: { EnableSipMediaApplicationMessageLogs: enabled } };
    },

    /** What AWS answers before the first put is not documented: here it is off. */
    GetSipMediaApplicationLoggingConfiguration({ SipMediaApplicationId }: ById, region: string) {
      const { logging = false } = account.settledApplication(SipMediaApplicationId, region);
      return { SipMediaApplicationLoggingConfiguration: { EnableSipMediaApplicationMessageLogs: logging } };
    },
  };
}

/** The function must be in the application's region. */
function checkEndpoints(endpoints: readonly api.SipMediaApplicationEndpoint[], region: string): void {
  const elsewhere = endpoints.some(({ LambdaArn }) => LambdaArn?.split(':')[3] !== region);
  if (elsewhere) throw badRequest(`The Lambda function must be in ${region}`);
}

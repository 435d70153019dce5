import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { asking, type Check } from '../preflight';

const NAME = 'Lambda at once';

/** The call handler and the turn worker of a call run at the same time. */
const FUNCTIONS_A_CALL = 2;

/** Whether Lambda can serve as many calls at once as Chime lets in. */
export const lambdaConcurrency: Check = {
  name: NAME,
  look: (preflight) =>
    asking(NAME, preflight, async ({ lambda }) => {
      const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
      const free = AccountLimit?.UnreservedConcurrentExecutions ?? 0;
      const of = AccountLimit?.ConcurrentExecutions ?? 0;
      const { connectorCalls, applicationCalls } = preflight.quotas;
      const calls = Math.min(connectorCalls.value, applicationCalls.value);
      const needed = FUNCTIONS_A_CALL * calls;
      const detail = `${free} of ${of} executions are free; ${calls} calls at once take about ${needed}`;
      if (free >= needed) return [{ check: NAME, status: 'ok', detail }];
      const next = 'ask Service Quotas for more concurrent executions of Lambda';
      return [{ check: NAME, status: 'warning', detail, next }];
    }),
};

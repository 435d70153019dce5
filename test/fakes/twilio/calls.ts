import { existing, type Account, type Call } from './account';
import { badRequest } from './errors';
import type { Request, Route } from './operations';

const host = 'api.twilio.com';
const calls = '/2010-04-01/Accounts/{account}/Calls';

const CREATE = [
  'To!',
  'From!',
  'Twiml!',
  'Timeout',
  'TimeLimit',
  'StatusCallback',
  'StatusCallbackMethod',
  'StatusCallbackEvent',
  'Record',
  'MachineDetection',
  'AsyncAmd',
  'AsyncAmdStatusCallback',
  'AsyncAmdStatusCallbackMethod',
];

export const CALL_ROUTES: readonly Route[] = [
  {
    operation: 'ListCalls',
    method: 'GET',
    host,
    path: `${calls}.json`,
    params: ['To', 'From', 'Status'],
    key: 'calls',
    perform: matching,
  },
  { operation: 'CreateCall', method: 'POST', host, path: `${calls}.json`, params: CREATE, perform: create },
  {
    operation: 'ReadCall',
    method: 'GET',
    host,
    path: `${calls}/{call}.json`,
    params: [],
    perform: (account, { sids }) => existing(account.calls, sids.call),
  },
  {
    operation: 'UpdateCall',
    method: 'POST',
    host,
    path: `${calls}/{call}.json`,
    params: ['Status', 'Url', 'Twiml'],
    perform: update,
  },
];

/** The latest first. */
function matching(account: Account, { params: { To, From, Status } }: Request): object[] {
  return [...account.calls.values()]
    .filter(
      ({ to, from, status }) => to === (To ?? to) && from === (From ?? from) && status === (Status ?? status),
    )
    .reverse();
}

function create(
  account: Account,
  { params: { To = '', From = '', Twiml = '', Timeout = '60' } }: Request,
): object {
  if (!/^\+[1-9]\d{6,14}$/.test(To))
    throw badRequest(`The 'To' number ${To} is not a valid phone number`, 21211);
  if (![...account.numbers.values()].some(({ phone_number }) => phone_number === From)) {
    throw badRequest(
      `The source phone number provided, ${From}, is not yet verified for your account`,
      21210,
    );
  }
  if (Twiml.length > 4000) throw badRequest('Twiml is longer than 4000 characters');
  if (!(Number(Timeout) <= 600)) throw badRequest('Timeout is longer than 600 seconds');
  const call: Call = {
    sid: account.ids.sid('CA'),
    to: To,
    from: From,
    status: 'queued',
    duration: null,
    answered_by: null,
  };
  account.calls.set(call.sid, call);
  return call;
}

function update(account: Account, { sids, params: { Status } }: Request): object {
  const call = existing(account.calls, sids.call);
  const begun = !['queued', 'ringing'].includes(call.status);
  const over = begun && call.status !== 'in-progress';
  if (over) throw badRequest('Call is not in-progress. Cannot redirect.', 21220);
  if (Status === 'canceled' && begun) return call;
  if (Status !== undefined) call.status = Status;
  return call;
}

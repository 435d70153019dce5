import { CarrierFault, type CarrierRoute } from '../carrier-routes';
import { existing, type Account, type PhoneCall } from './account';

const BODY = [
  'From!',
  'CallerId!',
  'Url',
  'To',
  'CallType',
  'TimeLimit',
  'TimeOut',
  'StatusCallback',
  'CustomField',
];

export function callRoutes(account: Account): CarrierRoute[] {
  const calls = '/v1/Accounts/{account}/Calls';
  const flow = new RegExp(`^http://my\\.exotel\\.com/${account.sid}/exoml/start_voice/\\d+$`);
  return [
    {
      operation: 'ConnectCall',
      method: 'POST',
      path: `${calls}/connect.json`,
      body: BODY,
      perform: ({ body }) => {
        if (![...account.numbers.values()].some(({ e164 }) => e164 === body.CallerId)) {
          throw new CarrierFault(
            400,
            400,
            `CallerId ${String(body.CallerId)} is not an ExoPhone of the account`,
          );
        }
        if (typeof body.Url !== 'string' || !flow.test(body.Url)) {
          throw new CarrierFault(400, 400, 'Url is not a flow of the account');
        }
        if (Number(body.TimeLimit ?? 0) > 14_400)
          throw new CarrierFault(400, 400, 'TimeLimit is at most 14400');
        const call: PhoneCall = {
          Sid: account.hex(),
          From: String(body.From),
          PhoneNumberSid: String(body.CallerId),
          Status: 'in-progress',
          Duration: null,
          AnsweredBy: null,
          Url: body.Url,
          CustomField: typeof body.CustomField === 'string' ? body.CustomField : null,
        };
        account.calls.set(call.Sid, call);
        return { status: 200, body: { Call: call } };
      },
    },
    {
      operation: 'ReadCall',
      method: 'GET',
      path: `${calls}/{call}.json`,
      query: ['details'],
      perform: ({ path }) => ({ status: 200, body: { Call: existing(account.calls, path.call) } }),
    },
  ];
}

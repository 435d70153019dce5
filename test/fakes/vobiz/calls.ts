import { CarrierFault, type CarrierRoute } from '../carrier-routes';
import { existing, type Account } from './account';

const BODY = [
  'from!',
  'to!',
  'answer_url!',
  'answer_method!',
  'ring_url',
  'hangup_url',
  'time_limit',
  'machine_detection',
  'machine_detection_url',
];

export function callRoutes(account: Account): CarrierRoute[] {
  const calls = '/api/v1/Account/{account}/Call';
  return [
    {
      operation: 'CreateCall',
      method: 'POST',
      path: `${calls}/`,
      body: BODY,
      perform: ({ body }) => {
        const from = String(body.from);
        existing(account.numbers, from.startsWith('+') ? from : `+${from}`);
        const { answer_url, hangup_url } = body as { answer_url: string; hangup_url?: string };
        const urls = { answer: answer_url, hangup: hangup_url };
        // Vobiz dials every number between the angle brackets.
        const made = String(body.to)
          .split('<')
          .map((to) => ({ call_uuid: account.uuid(), from, to, call_status: 'ringing' as const, urls }));
        for (const call of made) account.calls.set(call.call_uuid, call);
        const id = made[0]?.call_uuid;
        const named = { [account.settings.callNamed]: id };
        return { status: 201, body: { api_id: account.uuid(), message: 'Call fired', ...named } };
      },
    },
    {
      operation: 'ReadCall',
      method: 'GET',
      path: `${calls}/{call}/`,
      query: ['status'],
      perform: ({ path, query }) => {
        const call = existing(account.calls, path.call);
        const live = call.call_status !== 'completed';
        if (live !== (query.status === 'live')) throw new CarrierFault(404, 'not_found', 'No such call');
        const { call_status, urls: _, ...rest } = call;
        const shown = live ? { call_status } : { status: call_status, billed_duration: 0 };
        return { status: 200, body: { ...rest, ...shown } };
      },
    },
    {
      operation: 'HangUpCall',
      method: 'DELETE',
      path: `${calls}/{call}/`,
      perform: ({ path }) => {
        const call = existing(account.calls, path.call);
        if (call.call_status === 'completed') throw new CarrierFault(404, 'not_found', 'No such call');
        call.call_status = 'completed';
        return { status: 204 };
      },
    },
  ];
}

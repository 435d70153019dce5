import type { Answer, Asked, CarrierRoute } from '../carrier-routes';
import { existing, type Account, type Exophone } from './account';

export function numberRoutes(account: Account): CarrierRoute[] {
  const numbers = '/v2_beta/Accounts/{account}/IncomingPhoneNumbers';
  return [
    {
      operation: 'ListExophones',
      method: 'GET',
      path: numbers,
      query: ['page', 'page_size'],
      perform: (asked) => pageOf(account, asked),
    },
    {
      operation: 'ReadExophone',
      method: 'GET',
      path: `${numbers}/{number}`,
      perform: ({ path }) => ({ status: 200, body: shown(account, existing(account.numbers, path.number)) }),
    },
    {
      operation: 'UpdateExophone',
      method: 'PUT',
      path: `${numbers}/{number}`,
      body: ['VoiceUrl', 'SMSUrl', 'FriendlyName'],
      perform: ({ path, body }) => {
        const number = existing(account.numbers, path.number);
        if (typeof body.VoiceUrl === 'string') number.voice_url = body.VoiceUrl || null;
        return { status: 200, body: shown(account, number) };
      },
    },
    // What no code of ours may ask for. It works here as it does at Exotel, and is kept.
    {
      operation: 'ReleaseExophone',
      method: 'DELETE',
      path: `${numbers}/{number}`,
      forbidden: true,
      perform: ({ path }) => {
        account.numbers.delete(existing(account.numbers, path.number).sid);
        return { status: 200, body: {} };
      },
    },
    {
      operation: 'PurchaseExophone',
      method: 'POST',
      path: numbers,
      body: ['PhoneNumber!', 'VoiceUrl', 'SMSUrl', 'FriendlyName'],
      forbidden: true,
      perform: () => ({ status: 200, body: {} }),
    },
  ];
}

function pageOf(account: Account, { query }: Asked): Answer {
  const size = Math.min(Number(query.page_size ?? '50'), account.settings.pageSize);
  const page = Number(query.page ?? '0');
  const all = [...account.numbers.values()].map((number) => shown(account, number));
  const more = all.length > (page + 1) * size;
  const next = `/v2_beta/Accounts/${account.sid}/IncomingPhoneNumbers?page=${page + 1}&page_size=${size}`;
  const incoming_phone_numbers = all.slice(page * size, (page + 1) * size);
  return {
    status: 200,
    body: { page, page_size: size, next_page_uri: more ? next : null, incoming_phone_numbers },
  };
}

function shown({ settings }: Account, { e164, ...rest }: Exophone): object {
  const national = e164.replace(/^\+91/, '0');
  return {
    ...rest,
    phone_number: settings.numbers === 'e164' ? e164 : national,
    country: 'IN',
    region: 'KA',
  };
}

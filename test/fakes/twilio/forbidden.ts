import { existing } from './account';
import type { Route } from './operations';

const host = 'api.twilio.com';
const account = '/2010-04-01/Accounts/{account}';

/** What no code of ours may ask for. It works here as it does at Twilio, and is kept. */
export const FORBIDDEN_ROUTES: readonly Route[] = [
  {
    operation: 'ReleaseNumber',
    method: 'DELETE',
    host,
    path: `${account}/IncomingPhoneNumbers/{number}.json`,
    params: [],
    perform: (held, { sids }) => {
      held.numbers.delete(existing(held.numbers, sids.number).sid);
      return undefined;
    },
  },
  {
    operation: 'PurchaseNumber',
    method: 'POST',
    host,
    path: `${account}/IncomingPhoneNumbers.json`,
    params: ['PhoneNumber', 'AreaCode'],
    perform: () => ({}),
  },
  {
    operation: 'UpdateAccount',
    method: 'POST',
    host,
    path: `${account}.json`,
    params: ['FriendlyName', 'Status'],
    perform: () => ({}),
  },
];

import { CarrierFault, type CarrierRoute } from '../carrier-routes';
import { existing, type Account } from './account';
import { numberPageOf } from './paging';

export function numberRoutes(account: Account): CarrierRoute[] {
  const numbers = '/api/v1/Account/{account}/numbers';
  return [
    {
      operation: 'ListNumbers',
      method: 'GET',
      path: numbers,
      query: ['page', 'per_page', 'search', 'include_subaccounts'],
      perform: (asked) => {
        const { search = '', include_subaccounts = 'true' } = asked.query;
        const found = [...account.numbers.values()]
          .filter(({ e164 }) => e164.includes(search))
          .filter(({ account_id }) => include_subaccounts === 'true' || account_id === account.id);
        return numberPageOf(account, asked, found);
      },
    },
    {
      operation: 'AssignNumber',
      method: 'POST',
      path: `${numbers}/{number}/assign`,
      body: ['trunk_group_id!'],
      perform: ({ path, body }) => {
        const number = existing(account.numbers, path.number);
        if (number.trunk_group_id !== null) {
          throw new CarrierFault(
            400,
            'already_assigned',
            `${number.e164} is already assigned; unassign it first`,
          );
        }
        const { trunk_id } = existing(account.trunks, String(body.trunk_group_id));
        if (account.settings.keepsAssignments) number.trunk_group_id = trunk_id;
        return account.settings.assignAnswers === 204 ? { status: 204 } : { status: 200, body: number };
      },
    },
    {
      operation: 'UnassignNumber',
      method: 'DELETE',
      path: `${numbers}/{number}/assign`,
      perform: ({ path }) => {
        const number = existing(account.numbers, path.number);
        if (number.trunk_group_id === null) throw new CarrierFault(404, 'not_assigned', 'It is not assigned');
        if (account.settings.keepsAssignments) number.trunk_group_id = null;
        return { status: 204 };
      },
    },
    {
      operation: 'BindApplication',
      method: 'POST',
      path: `${numbers}/{number}/application`,
      body: ['application_id!'],
      perform: ({ path, body }) => {
        const number = existing(account.numbers, path.number);
        if (number.application_id !== null && number.application_id !== body.application_id) {
          throw new CarrierFault(409, 'conflict', 'It already belongs to another application');
        }
        number.application_id = String(body.application_id);
        return { status: 200, body: {} };
      },
    },
    {
      operation: 'UnbindApplication',
      method: 'DELETE',
      path: `${numbers}/{number}/application`,
      perform: ({ path }) => {
        const number = existing(account.numbers, path.number);
        if (number.application_id === null) throw new CarrierFault(404, 'not_bound', 'It has no application');
        number.application_id = null;
        return { status: 204 };
      },
    },
    ...forbiddenRoutes(account),
  ];
}

/** What no code of ours may ask for. It works here as it does at Vobiz, and is kept. */
function forbiddenRoutes(account: Account): CarrierRoute[] {
  const numbers = '/api/v1/Account/{account}/numbers';
  return [
    {
      operation: 'ReleaseNumber',
      method: 'DELETE',
      path: `${numbers}/{number}`,
      query: ['immediate'],
      forbidden: true,
      perform: ({ path, query }) => {
        const number = existing(account.numbers, path.number);
        if (query.immediate === 'true') account.numbers.delete(number.e164);
        else number.status = 'pending_release';
        return { status: 200, body: { status: 'pending_release' } };
      },
    },
    {
      operation: 'PurchaseNumber',
      method: 'POST',
      path: `${numbers}/purchase-from-inventory`,
      body: ['e164!', 'currency'],
      forbidden: true,
      perform: () => ({ status: 201, body: {} }),
    },
    {
      operation: 'GiveNumberToSubAccount',
      method: 'POST',
      path: '/api/v1/account/{account}/numbers/{number}/assign-subaccount',
      body: ['sub_account_id!'],
      forbidden: true,
      perform: () => ({ status: 200, body: {} }),
    },
  ];
}

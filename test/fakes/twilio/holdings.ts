import type { Account } from './account';

/** What exists, by kind, as sids. Attachments and associations stand as `TK…/PN…` and `TK…/AL…`. */
export interface Holdings {
  trunks: string[];
  originationUrls: string[];
  accessLists: string[];
  addresses: string[];
  associations: string[];
  attachments: string[];
  numbers: string[];
  calls: string[];
}

export function holdingsOf(account: Account): Holdings {
  return {
    trunks: [...account.trunks.keys()],
    originationUrls: [...account.originationUrls.keys()],
    accessLists: [...account.accessLists.keys()],
    addresses: [...account.addresses.keys()],
    associations: [...account.associations],
    attachments: [...account.numbers.values()].flatMap(({ sid, trunk_sid }) =>
      trunk_sid === null ? [] : [`${trunk_sid}/${sid}`],
    ),
    numbers: [...account.numbers.keys()],
    calls: [...account.calls.keys()],
  };
}

/** All of the state as plain data, for comparison. */
export function snapshotOf(account: Account) {
  return structuredClone({
    trunks: [...account.trunks.values()],
    originationUrls: [...account.originationUrls.values()],
    accessLists: [...account.accessLists.values()],
    addresses: [...account.addresses.values()],
    associations: [...account.associations],
    numbers: [...account.numbers.values()],
    calls: [...account.calls.values()],
  });
}

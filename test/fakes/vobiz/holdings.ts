import type { Account } from './account';

/** What exists, by kind, as ids. Assignments stand as `<trunk>/<number>`. */
export interface Holdings {
  trunks: string[];
  originationUris: string[];
  ipAcls: string[];
  assignments: string[];
  numbers: string[];
  calls: string[];
}

export function holdingsOf(account: Account): Holdings {
  return {
    trunks: [...account.trunks.keys()],
    originationUris: [...account.originationUris.keys()],
    ipAcls: [...account.ipAcls.keys()],
    assignments: [...account.numbers.values()].flatMap(({ e164, trunk_group_id }) =>
      trunk_group_id === null ? [] : [`${trunk_group_id}/${e164}`],
    ),
    numbers: [...account.numbers.keys()],
    calls: [...account.calls.keys()],
  };
}

/** All of the state as plain data, for comparison. */
export function snapshotOf(account: Account) {
  return structuredClone({
    trunks: [...account.trunks.values()],
    originationUris: [...account.originationUris.values()],
    ipAcls: [...account.ipAcls.values()],
    numbers: [...account.numbers.values()],
    calls: [...account.calls.values()],
  });
}

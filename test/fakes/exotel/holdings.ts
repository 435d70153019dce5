import type { Account } from './account';

/** What exists, by kind, as ids. Mappings stand as `<trunk>/<number>`. */
export interface Holdings {
  trunks: string[];
  mappings: string[];
  whitelistedIps: string[];
  destinations: string[];
  numbers: string[];
  calls: string[];
}

export function holdingsOf(account: Account): Holdings {
  return {
    trunks: [...account.trunks.keys()],
    mappings: [...account.mappings.values()].map(
      ({ trunk_sid, phone_number }) => `${trunk_sid}/${phone_number}`,
    ),
    whitelistedIps: [...account.whitelistedIps.keys()],
    destinations: [...account.destinations.keys()],
    numbers: [...account.numbers.keys()],
    calls: [...account.calls.keys()],
  };
}

/** All of the state as plain data, for comparison. */
export function snapshotOf(account: Account) {
  return structuredClone({
    trunks: [...account.trunks.values()],
    mappings: [...account.mappings.values()],
    whitelistedIps: [...account.whitelistedIps.values()],
    destinations: [...account.destinations.values()],
    callerIds: Object.fromEntries(account.callerIds),
    numbers: [...account.numbers.values()],
    calls: [...account.calls.values()],
  });
}

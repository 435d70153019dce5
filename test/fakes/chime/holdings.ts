import type { Account } from './account';

/** What exists, by kind. Parts of a connector or application stand as `<id>/<part>`. */
export interface Holdings {
  connectors: string[];
  terminations: string[];
  credentials: string[];
  originations: string[];
  streamings: string[];
  loggings: string[];
  applications: string[];
  rules: string[];
}

export function holdingsOf(account: Account): Holdings {
  const connectors = [...account.connectors];
  const applications = [...account.applications];
  const ids = (all: [string, unknown][], part = '') => all.map(([id]) => `${id}${part}`);
  return {
    connectors: ids(connectors),
    terminations: ids(
      connectors.filter(([, { termination }]) => termination),
      '/termination',
    ),
    credentials: connectors.flatMap(([id, { credentials }]) =>
      [...credentials.keys()].map((username) => `${id}/credentials/${username}`),
    ),
    originations: ids(
      connectors.filter(([, { origination }]) => origination),
      '/origination',
    ),
    streamings: ids(
      connectors.filter(([, { streaming }]) => streaming),
      '/streaming',
    ),
    loggings: [
      ...ids(
        connectors.filter(([, { logging }]) => logging?.EnableSIPLogs || logging?.EnableMediaMetricLogs),
        '/logging',
      ),
      ...ids(
        applications.filter(([, { logging }]) => logging),
        '/logging',
      ),
    ],
    applications: ids(applications),
    rules: ids([...account.rules]),
  };
}

/** All of the state as plain data, for comparison. User names, but no passwords. */
export function snapshotOf(account: Account): Record<'connectors' | 'applications' | 'rules', unknown[]> {
  const state = {
    connectors: [...account.connectors.values()].map(
      ({ data, tags, credentials, phoneNumbers, termination, origination, streaming, logging }) => ({
        ...data,
        tags: Object.fromEntries(tags),
        usernames: [...credentials.keys()],
        phoneNumbers,
        termination,
        origination,
        streaming,
        logging,
      }),
    ),
    applications: [...account.applications.values()].map(({ data, tags, logging }) => ({
      ...data,
      tags: Object.fromEntries(tags),
      logging,
    })),
    rules: [...account.rules.values()].map(({ data }) => data),
  };
  return JSON.parse(JSON.stringify(state)) as typeof state;
}

import * as z from 'zod';
import { path } from '../carrier-call';
import type { VobizConnection } from './connection';
import { notAsAsked, readBack } from './errors';
import { removed } from './removed';

/** From where an outbound trunk takes calls. */
export interface IpAclSettings {
  /** Vobiz doesn't show it again; what tells an ACL of ours is its id. */
  name: string;
  /** One IPv4 address or range, as in `3.80.16.0/23`. */
  range: string;
}

const ipAcl = z
  .object({ id: z.string(), ip_address: z.string(), enabled: z.boolean().nullish() })
  .transform((answer) => ({ id: answer.id, range: answer.ip_address, enabled: answer.enabled ?? true }));
export type IpAcl = z.output<typeof ipAcl>;

/** Of the answer to a write only the id counts; the rest is read back. */
const made = z.object({ id: z.string() });

const CREATE = 'POST /api/v1/Account/{account}/ip-acl';

export async function createIpAcl(vobiz: VobizConnection, { name, range }: IpAclSettings): Promise<IpAcl> {
  const call = { path: vobiz.below(path`/ip-acl`), body: { json: { name, ip_address: range } } };
  const { id } = await vobiz.ask({ method: 'POST', ...call }, made);
  const all = await readBack(CREATE, () => listIpAcls(vobiz));
  const found = all.find((other) => other.id === id);
  if (found?.range !== range) throw notAsAsked(CREATE, ['range']);
  return found;
}

/** Those of all trunks of the account. */
export function listIpAcls(vobiz: VobizConnection): Promise<IpAcl[]> {
  return vobiz.list(vobiz.below(path`/trunks/ip-acl`), ipAcl);
}

export function deleteIpAcl(vobiz: VobizConnection, id: string): Promise<void> {
  return removed(vobiz, vobiz.below(path`/ip-acl/${id}`));
}

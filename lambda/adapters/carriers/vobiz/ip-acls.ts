import * as z from 'zod';
import { path } from '../carrier-call';
import type { VobizConnection } from './connection';
import { pageOf } from './page';
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
const ipAcls = pageOf(ipAcl);

const made = z.object({ id: z.string() });

/** Of the answer only the id counts: the list tells what has become of it. */
export function createIpAcl(vobiz: VobizConnection, { name, range }: IpAclSettings): Promise<{ id: string }> {
  const call = { path: vobiz.below(path`/ip-acl`), body: { json: { name, ip_address: range } } };
  return vobiz.ask({ method: 'POST', ...call }, made);
}

/** Those of all trunks of the account. */
export function listIpAcls(vobiz: VobizConnection): Promise<IpAcl[]> {
  return vobiz.list(vobiz.below(path`/trunks/ip-acl`), ipAcls);
}

export function deleteIpAcl(vobiz: VobizConnection, id: string): Promise<void> {
  return removed(vobiz, vobiz.below(path`/ip-acl/${id}`));
}

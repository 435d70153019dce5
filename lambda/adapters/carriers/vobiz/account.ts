import type { VobizConnection } from './connection';
import { path } from '../carrier-call';

/** @throws CarrierError with status 401 where the credentials are not valid. */
export async function checkCredentials(vobiz: VobizConnection): Promise<void> {
  await vobiz.send({ method: 'GET', path: path`/api/v1/auth/me` });
}

import {
  createIpAcl,
  createOriginationUri,
  deleteIpAcl,
  deleteOriginationUri,
  listIpAcls,
  listOriginationUris,
  setUriTransport,
  type VobizConnection,
} from '../../../../../lambda/adapters/carriers/vobiz';
import { AmbiguousError } from '../../../../../lambda/adapters/carriers/carrier-error';
import type { FakeVobiz } from '../../../../fakes/vobiz';
import { connected, NO_SUCH_ID, URI } from './connected';

let fake: FakeVobiz;
let vobiz: VobizConnection;

beforeEach(async () => {
  ({ fake, vobiz } = await connected());
});
afterEach(() => fake.close());

describe('an origination URI', () => {
  it('is made, listed and removed, though it is shown under another name', async () => {
    const { id } = await createOriginationUri(vobiz, URI);
    await expect(listOriginationUris(vobiz)).resolves.toEqual([
      { id, sipUri: URI.sipUri, priority: 1, enabled: true, transport: 'udp' },
    ]);

    await deleteOriginationUri(vobiz, id);
    await deleteOriginationUri(vobiz, id);
    expect(fake.holdings().originationUris).toEqual([]);
  });

  it('gets a transport by a change, and nothing else of it changes', async () => {
    const { id } = await createOriginationUri(vobiz, URI);
    await setUriTransport(vobiz, id, 'tls');
    await expect(listOriginationUris(vobiz)).resolves.toEqual([
      { id, sipUri: URI.sipUri, priority: 1, enabled: true, transport: 'tls' },
    ]);
  });

  it('is in doubt where Vobiz accepts a transport and loses it', async () => {
    fake.settings.uriTransport = 'lost';
    const { id } = await createOriginationUri(vobiz, URI);
    await expect(setUriTransport(vobiz, id, 'tls')).rejects.toThrow(
      'transport did not become what was asked',
    );
  });

  it('is in doubt after a lost answer', async () => {
    fake.faults.after('CreateOriginationUri');
    await expect(createOriginationUri(vobiz, URI)).rejects.toThrow(AmbiguousError);
    expect(fake.holdings().originationUris).toHaveLength(1);
  });
});

describe('an IP ACL', () => {
  it('is made, listed and removed', async () => {
    const { id } = await createIpAcl(vobiz, { name: 'byon-1a2b', range: '3.80.16.0/23' });
    await expect(listIpAcls(vobiz)).resolves.toEqual([{ id, range: '3.80.16.0/23', enabled: true }]);

    await deleteIpAcl(vobiz, id);
    await deleteIpAcl(vobiz, NO_SUCH_ID);
    expect(fake.holdings().ipAcls).toEqual([]);
  });
});

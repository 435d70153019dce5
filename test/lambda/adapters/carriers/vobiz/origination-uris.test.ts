import { AmbiguousError } from '../../../../../lambda/adapters/carriers/carrier-error';
import {
  createIpAcl,
  createOriginationUri,
  deleteIpAcl,
  deleteOriginationUri,
  listIpAcls,
  listOriginationUris,
  updateOriginationUri,
  type VobizConnection,
} from '../../../../../lambda/adapters/carriers/vobiz';
import type { FakeVobiz } from '../../../../fakes/vobiz';
import { connected, NO_SUCH_ID, URI } from './connected';

let fake: FakeVobiz;
let vobiz: VobizConnection;

beforeEach(async () => {
  ({ fake, vobiz } = await connected());
});
afterEach(() => fake.close());

describe('an origination URI', () => {
  it('is made, listed, changed and removed, though it is shown under another name', async () => {
    const made = await createOriginationUri(vobiz, URI);
    expect(made).toEqual({ id: made.id, sipUri: URI.sipUri, priority: 1, enabled: true, transport: 'udp' });
    await expect(listOriginationUris(vobiz)).resolves.toEqual([made]);

    const other = { ...URI, sipUri: 'sip:def.voiceconnector.chime.aws:5060', priority: 2 };
    const changed = await updateOriginationUri(vobiz, made.id, other);
    expect(changed).toMatchObject({ id: made.id, sipUri: other.sipUri, priority: 2 });

    await deleteOriginationUri(vobiz, made.id);
    await deleteOriginationUri(vobiz, made.id);
    expect(fake.holdings().originationUris).toEqual([]);
  });

  it('is in doubt where Vobiz keeps another address than was asked', async () => {
    fake.settings.keepsUriParameters = false;
    const tls = { ...URI, sipUri: `${URI.sipUri};transport=tls` };

    await expect(createOriginationUri(vobiz, tls)).rejects.toThrow('sipUri did not become what was asked');
  });

  it('is in doubt after a lost answer, and after a list that fails', async () => {
    fake.faults.after('CreateOriginationUri');
    await expect(createOriginationUri(vobiz, URI)).rejects.toThrow(AmbiguousError);
    expect(fake.holdings().originationUris).toHaveLength(1);

    fake.faults.before('ListOriginationUris', { status: 500, times: 4 });
    await expect(createOriginationUri(vobiz, URI)).rejects.toThrow(AmbiguousError);
    expect(fake.holdings().originationUris).toHaveLength(2);
  });
});

describe('an IP ACL', () => {
  it('is made, listed and removed', async () => {
    const made = await createIpAcl(vobiz, { name: 'byon-1a2b', range: '3.80.16.0/23' });
    expect(made).toEqual({ id: made.id, range: '3.80.16.0/23', enabled: true });
    await expect(listIpAcls(vobiz)).resolves.toEqual([made]);

    await deleteIpAcl(vobiz, made.id);
    await deleteIpAcl(vobiz, NO_SUCH_ID);
    expect(fake.holdings().ipAcls).toEqual([]);
  });
});

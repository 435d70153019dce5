import { AmbiguousError, CallNotAllowedError } from '../../../../../lambda/adapters/carriers/carrier-error';
import {
  assignNumber,
  bindApplication,
  createOriginationUri,
  createTrunk,
  findNumber,
  listNumbers,
  unassignNumber,
  unbindApplication,
  type VobizCall,
  type VobizConnection,
} from '../../../../../lambda/adapters/carriers/vobiz';
import type { FakeVobiz } from '../../../../fakes/vobiz';
import { RequestsMade } from '../requests-made';
import { connected, NO_SUCH_ID, NUMBER, URI } from './connected';

let fake: FakeVobiz;
let vobiz: VobizConnection;

beforeEach(async () => {
  ({ fake, vobiz } = await connected());
  fake.ownNumber(NUMBER);
});
afterEach(async () => {
  expect(fake.forbidden).toEqual([]);
  await fake.close();
});

async function trunk(): Promise<string> {
  const { id: primaryUriId } = await createOriginationUri(vobiz, URI);
  const settings = { name: 'byon-1a2b-in', transport: 'udp', secure: false, primaryUriId } as const;
  return (await createTrunk(vobiz, { direction: 'inbound', ...settings })).id;
}

describe('a number', () => {
  it('is found by itself, not by numbers that contain it', async () => {
    fake.ownNumber(`${NUMBER}8`);
    await expect(findNumber(vobiz, NUMBER)).resolves.toMatchObject({ e164: NUMBER, voiceCapable: true });
    await expect(findNumber(vobiz, NUMBER.slice(0, -1))).resolves.toBeUndefined();
  });

  it('of a sub-account is not the account’s', async () => {
    fake.ownNumber('+918071230000', { account_id: 'SA_OTHER' });
    await expect(listNumbers(vobiz)).resolves.toMatchObject([{ e164: NUMBER, accountId: 'MA_TEST01' }]);
  });

  it('is on one of many pages', async () => {
    fake.settings.pageSize = 1;
    fake.ownNumber('+918071230001');
    fake.ownNumber('+918071230002');
    await expect(listNumbers(vobiz)).resolves.toHaveLength(3);
  });

  it.each([200, 204] as const)('is assigned and unassigned where Vobiz answers %s', async (assignAnswers) => {
    fake.settings.assignAnswers = assignAnswers;
    const trunkId = await trunk();

    await expect(assignNumber(vobiz, NUMBER, trunkId)).resolves.toMatchObject({ routing: { trunkId } });
    expect(fake.holdings().assignments).toEqual([`${trunkId}/${NUMBER}`]);

    await expect(unassignNumber(vobiz, NUMBER)).resolves.toMatchObject({ routing: { trunkId: undefined } });
    expect(fake.holdings()).toMatchObject({ assignments: [], numbers: [NUMBER] });
  });

  it('is not moved from another trunk', async () => {
    const trunkId = await trunk();
    await assignNumber(vobiz, NUMBER, trunkId);

    await expect(assignNumber(vobiz, NUMBER, await trunk())).rejects.toMatchObject({
      status: 400,
      code: 'already_assigned',
    });
    expect(fake.holdings().assignments).toEqual([`${trunkId}/${NUMBER}`]);
  });

  it('is in doubt where Vobiz accepts an assignment and loses it', async () => {
    const trunkId = await trunk();
    fake.settings.keepsAssignments = false;
    await expect(assignNumber(vobiz, NUMBER, trunkId)).rejects.toThrow(
      'trunkId did not become what was asked',
    );
  });

  it('goes back to the application it had', async () => {
    await bindApplication(vobiz, NUMBER, 'app-1');
    await expect(bindApplication(vobiz, NUMBER, 'app-2')).rejects.toMatchObject({ status: 409 });
    await unbindApplication(vobiz, NUMBER);
    await expect(unbindApplication(vobiz, NUMBER)).rejects.toMatchObject({ status: 404 });

    await expect(bindApplication(vobiz, NUMBER, 'app-2')).resolves.toMatchObject({
      routing: { applicationId: 'app-2', trunkId: undefined },
    });
  });

  it('is in doubt after a lost answer', async () => {
    const trunkId = await trunk();
    fake.faults.after('AssignNumber');
    await expect(assignNumber(vobiz, NUMBER, trunkId)).rejects.toThrow(AmbiguousError);
    expect(fake.holdings().assignments).toHaveLength(1);

    fake.faults.after('UnassignNumber', { status: 503 });
    await expect(unassignNumber(vobiz, NUMBER)).rejects.toThrow(AmbiguousError);
    expect(fake.holdings().assignments).toEqual([]);
  });
});

describe('a release', () => {
  it.each([
    '',
    '.',
    '..',
    '../..',
    'purchase-from-inventory',
    '%2B918071234567',
    '918071234567',
    `${NUMBER}?`,
  ])('cannot be made of a number that is %j', async (number) => {
    const requests = new RequestsMade();
    for (const ask of [unassignNumber, unbindApplication]) {
      await expect(ask(vobiz, number)).rejects.toThrow(CallNotAllowedError);
    }
    await expect(assignNumber(vobiz, number, NO_SUCH_ID)).rejects.toThrow(CallNotAllowedError);
    requests.close();

    expect(requests.made).toBe(0);
  });

  it('and whatever else is not on the list opens no socket', async () => {
    const requests = new RequestsMade();
    const number = vobiz.below(['numbers', NUMBER]);
    const refused: VobizCall[] = [
      { method: 'DELETE', path: number },
      { method: 'DELETE', path: number, query: { immediate: 'true' } },
      { method: 'DELETE', path: vobiz.below(['numbers', NUMBER, '']) },
      { method: 'DELETE', path: vobiz.below(['numbers', `${NUMBER}/assign`]) },
      {
        method: 'POST' as const,
        path: vobiz.below(['numbers', 'purchase-from-inventory']),
        body: { json: {} },
      },
      {
        method: 'POST' as const,
        path: vobiz.below(['numbers', NUMBER, 'assign-subaccount']),
        body: { json: {} },
      },
      { method: 'POST', path: vobiz.below(['trunks']), body: { json: { password: 'x' } } },
      { method: 'GET', path: ['api', 'v1', 'account', 'MA_TEST01', 'numbers'] },
      { method: 'GET', path: ['api', 'v1', 'Account', '..', 'numbers'] },
    ];
    for (const call of refused) await expect(vobiz.send(call)).rejects.toThrow(CallNotAllowedError);
    requests.close();

    expect(requests.made).toBe(0);
  });
});

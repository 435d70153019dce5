import { Surroundings } from '../../surroundings';
import { examine } from '../examine';

const NAMED = { endpoint: { callsFrom: ['twilio'], credentials: { secret: 'my-company/sip' } } };

let laptop: Surroundings;
beforeEach(async () => {
  laptop = await Surroundings.open();
});
afterEach(() => laptop.close());

it('are not looked for where the config names none', async () => {
  expect((await examine(laptop)).of('SIP credentials')).toEqual([]);
});

it('are there, and not shown', async () => {
  laptop.aws.secrets.secrets.set('my-company/sip', '{"username": "asha", "password": "planted"}');
  const { of, text } = await examine(laptop, NAMED);
  expect(of('SIP credentials')).toEqual([
    { check: 'SIP credentials', status: 'ok', detail: 'secret my-company/sip is filled' },
  ]);
  expect(text).not.toContain('planted');
});

it.each([
  [undefined, 'there is no secret my-company/sip in eu-west-2'],
  [null, 'secret my-company/sip is empty'],
  [' ', 'secret my-company/sip is empty'],
])('are in the way of a deploy as %j', async (value, detail) => {
  if (value !== undefined) laptop.aws.secrets.secrets.set('my-company/sip', value);
  const { status, of } = await examine(laptop, NAMED);
  expect(status).toBe(1);
  expect(of('SIP credentials')).toMatchObject([{ status: 'blocker', detail }]);
});

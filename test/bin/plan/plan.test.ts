import { stripVTControlCharacters } from 'node:util';
import { plan, type PlanOptions } from '../../../bin/plan/plan';
import type { PlannedCarrier } from '../../../bin/plan/planned-carrier';
import { InvalidInputError } from '../../../lambda/core/errors';
import { HastyClock } from '../../fakes/hasty-clock';
import { Carriers, EXOTEL, TWILIO, VOBIZ } from '../carriers/carriers';
import { Surroundings } from '../surroundings';

const PBX = 'https://pbx.example.com/voice';
const BRIDGE = 'https://bridge.example.com/main/voice';
const OURS = { voiceUrl: BRIDGE, voiceMethod: 'POST', voiceReceiveMode: 'voice' };

let laptop: Surroundings;
let carriers: Carriers;
beforeEach(async () => {
  laptop = await Surroundings.open();
  carriers = await Carriers.open(laptop);
});
afterEach(async () => {
  expect(carriers.changes).toEqual([]);
  expect(laptop.aws.chime.mutations()).toEqual([]);
  await carriers.close();
  await laptop.close();
});

/** Runs the command. @returns its exit code and what it wrote. */
async function run(config: object, options: Partial<PlanOptions> = {}) {
  let text = '';
  const output = { write: (more: string) => ((text += more), true) };
  const file = laptop.config(config);
  const network = { clock: new HastyClock(), fetch: carriers.fetch };
  const status = await plan({ config: file, stack: 'Byon', json: false, ...options }, { output, network });
  return { status, text: stripVTControlCharacters(text) };
}

async function planned(config: object, options: Partial<PlanOptions> = {}) {
  const { status, text } = await run(config, { json: true, ...options });
  const told = JSON.parse(text) as { carriers: PlannedCarrier[]; byHand: string[]; fails: boolean };
  return { status, ...told, steps: told.carriers.flatMap(({ numbers }) => numbers) };
}

const numbers = (...all: string[]) =>
  Object.fromEntries(all.map((number) => [number, { agent: 'reception', carrier: 'main' }]));
const atTwilio = (...all: string[]) => ({ carriers: { main: TWILIO }, numbers: numbers(...all) });

describe('before a first deploy', () => {
  it('connects what leads nowhere, and tells how many numbers stay as they are', async () => {
    carriers.twilio.ownNumber('+14155550100');
    carriers.twilio.ownNumber('+14155550101');
    carriers.twilio.ownNumber('+14155550102', { voice_url: PBX });
    expect(await planned(atTwilio('+14155550100'))).toMatchObject({
      status: 0,
      fails: false,
      carriers: [
        {
          carrier: 'main',
          type: 'twilio',
          account: carriers.twilio.credentials.accountSid,
          numbers: [
            {
              number: '+14155550100',
              step: 'connect',
              from: 'a webhook at demo.twilio.com',
              to: 'this stack',
            },
          ],
          untouched: 2,
        },
      ],
    });
  });

  it('refuses a number that leads elsewhere, and one that is not there, and ends in 1', async () => {
    carriers.twilio.ownNumber('+14155550102', { voice_url: PBX });
    const { status, fails, steps } = await planned(atTwilio('+14155550102', '+14155550103'));
    expect({ status, fails }).toEqual({ status: 1, fails: true });
    expect(steps).toEqual([
      {
        number: '+14155550102',
        step: 'refuse',
        reason: expect.stringMatching(/^its calls go to a webhook at pbx\.example\.com; set takeover: true/),
      },
      { number: '+14155550103', step: 'refuse', reason: 'is not in this account' },
    ]);
  });

  it('takes a number with takeover', async () => {
    carriers.twilio.ownNumber('+14155550102', { voice_url: PBX });
    const { status, steps } = await planned({
      carriers: { main: TWILIO },
      numbers: { '+14155550102': { agent: 'reception', carrier: 'main', takeover: true } },
    });
    expect(status).toBe(0);
    expect(steps).toMatchObject([{ step: 'connect', from: 'a webhook at pbx.example.com' }]);
  });

  it('writes a table for people', async () => {
    carriers.twilio.ownNumber('+14155550100');
    carriers.twilio.ownNumber('+14155550102', { voice_url: PBX });
    const config = atTwilio('+14155550100', '+14155550102');
    const byHand = { '+442079460000': { agent: 'reception' } };
    const { text } = await run({ ...config, numbers: { ...config.numbers, ...byHand } });
    expect(text.split('\n')).toEqual([
      `main (twilio) account ${carriers.twilio.credentials.accountSid}`,
      '  connect    +14155550100  a webhook at demo.twilio.com -> this stack',
      '  refuse     +14155550102  its calls go to a webhook at pbx.example.com; set takeover: true to take it, until it leaves the stack',
      '',
      'Led here by hand, and not touched: +442079460000',
      '',
      '1 to connect, 1 to refuse. Nothing was changed. A deploy would fail before it changes any number.',
      '',
    ]);
  });
});

describe('after a deploy', () => {
  const note = (number: string, before: Record<string, string> = { voiceUrl: PBX }) => ({
    number,
    account: carriers.twilio.credentials.accountSid,
    before,
    ours: [OURS],
  });

  it('keeps what is connected, gives back what has left the config, and lets go what was moved', async () => {
    carriers.twilio.ownNumber('+14155550100', { voice_url: BRIDGE });
    carriers.twilio.ownNumber('+14155550101', { voice_url: BRIDGE });
    carriers.twilio.ownNumber('+14155550102', { voice_url: PBX });
    carriers.twilio.ownNumber('+14155550103');
    await carriers.deploy({
      main: [note('+14155550100'), note('+14155550101'), note('+14155550102')],
    });
    const { status, steps } = await planned(atTwilio('+14155550100', '+14155550103'));
    expect(status).toBe(0);
    expect(steps).toEqual([
      { number: '+14155550100', step: 'keep', from: 'this stack', to: 'this stack' },
      { number: '+14155550103', step: 'connect', from: 'a webhook at demo.twilio.com', to: 'this stack' },
      {
        number: '+14155550101',
        step: 'give-back',
        from: 'a webhook at bridge.example.com',
        to: 'a webhook at pbx.example.com',
      },
      { number: '+14155550102', step: 'let-go' },
    ]);
  });

  it('leads numbers anew when the config wants another way in', async () => {
    carriers.vobiz.ownNumber('+918041234567', { application_id: 'old' });
    await carriers.deploy({
      main: [
        {
          number: '+918041234567',
          account: 'MA_TEST01',
          before: { applicationId: '', trunkId: '' },
          ours: [{ applicationId: 'old', trunkId: '' }],
        },
      ],
    });
    const { steps } = await planned({ carriers: { main: VOBIZ }, numbers: numbers('+918041234567') });
    expect(steps).toEqual([
      { number: '+918041234567', step: 'connect', from: 'the application old', to: 'this stack' },
    ]);
  });

  it('tells a number that somebody has moved, and that stays there', async () => {
    carriers.twilio.ownNumber('+14155550100', { voice_url: PBX });
    await carriers.deploy({ main: [note('+14155550100', { voiceUrl: '' })] });
    const { status, steps } = await planned(atTwilio('+14155550100'));
    expect(status).toBe(0);
    expect(steps).toEqual([
      { number: '+14155550100', step: 'leave', reason: expect.stringContaining('pbx.example.com') },
    ]);
  });

  it('gives back the numbers of a carrier that has left the config', async () => {
    await carriers.deploy({ gone: [note('+14155550100')] });
    const { status, text } = await run({});
    expect(status).toBe(0);
    expect(text).toContain(
      'gone (not in the config any more)\n  give back  +14155550100  back to where it was\n',
    );
    expect(text).toMatch(/1 to give back\. Nothing was changed\. Next: npx cdk deploy\.\n$/);
  });
});

it('asks only the carrier that is named', async () => {
  carriers.twilio.ownNumber('+14155550100');
  const config = { ...atTwilio('+14155550100'), carriers: { main: TWILIO, india: VOBIZ, other: EXOTEL } };
  const { carriers: asked } = await planned(config, { carrier: 'main' });
  expect(asked.map(({ carrier }) => carrier)).toEqual(['main']);
  expect([...carriers.vobiz.journal, ...carriers.exotel.journal]).toEqual([]);
});

it('hides no carrier behind the failure of another, and ends in 1', async () => {
  carriers.twilio.ownNumber('+14155550100');
  laptop.aws.secrets.secrets.set('vobiz-secret', '{"authId":"MA_TEST01","authToken":"planted-0123456789"}');
  const config = { ...atTwilio('+14155550100'), carriers: { main: TWILIO, india: VOBIZ } };
  const { status, text } = await run(config);
  expect(status).toBe(1);
  expect(text).toContain('connect    +14155550100');
  expect(text).toContain(
    'india (vobiz)\n  unknown  vobiz does not accept the credentials in secret vobiz-secret (401)\n  -> put',
  );
  expect(text).toMatch(/1 to connect\. Nothing was changed\. Not every carrier could be asked\.\n$/);
  expect(text).not.toContain('planted');
});

it('tells a carrier that is not reached', async () => {
  await carriers.twilio.close();
  const { status, carriers: asked } = await planned(atTwilio('+14155550100'));
  expect(status).toBe(1);
  expect(asked[0]!.trouble?.detail).toMatch(/ECONNREFUSED/);
});

it('makes no plan where AWS does not tell what is deployed', async () => {
  laptop.aws.account.session = 'expired';
  await expect(run(atTwilio('+14155550100'))).rejects.toThrow(
    /^No plan: what is deployed is not known, since the AWS session has expired\. Next: sign in again/,
  );
  expect(carriers.twilio.journal).toEqual([]);
});

it('refuses a faulty config, and a carrier that it does not have', async () => {
  await expect(run({ numbers: numbers('+14155550100') })).rejects.toBeInstanceOf(InvalidInputError);
  await expect(run(atTwilio('+14155550100'), { carrier: 'other' })).rejects.toBeInstanceOf(InvalidInputError);
  expect(laptop.aws.account.actions).toEqual([]);
});

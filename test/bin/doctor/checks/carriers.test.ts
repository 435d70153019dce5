import { Carriers, EXOTEL, TWILIO, VOBIZ } from '../../carriers/carriers';
import { Surroundings } from '../../surroundings';
import { examine } from '../examine';

const ELSEWHERE = 'https://pbx.example.com/voice';

let laptop: Surroundings;
let carriers: Carriers;
beforeEach(async () => {
  laptop = await Surroundings.open();
  carriers = await Carriers.open(laptop);
  laptop.aws.chime.ownPhoneNumber('+15125550100');
});
afterEach(async () => {
  expect(carriers.changes).toEqual([]);
  expect(laptop.aws.chime.mutations()).toEqual([]);
  await carriers.close();
  await laptop.close();
});

/** What is said of the carrier. */
async function seen(config: object, carrier = 'main') {
  const { checks } = await examine(laptop, config, { fetch: carriers.fetch, carrier });
  return checks.filter(({ check }) => check !== 'credentials');
}

const numbers = (...all: string[]) =>
  Object.fromEntries(all.map((number) => [number, { agent: 'reception', carrier: 'main' }]));

describe('Twilio', () => {
  const config = (...all: string[]) => ({ carriers: { main: TWILIO }, numbers: numbers(...all) });

  it('is well: the credentials are valid, the numbers are free, the way in is proven', async () => {
    carriers.twilio.ownNumber('+14155550100');
    expect(await seen(config('+14155550100'))).toEqual([
      {
        check: 'carrier main',
        status: 'ok',
        detail: `twilio account ${carriers.twilio.credentials.accountSid}; the credentials in secret twilio-secret are valid`,
      },
      { check: 'numbers of main', status: 'ok', detail: 'one number to connect' },
      {
        check: 'way in of main',
        status: 'ok',
        detail: "chime-number: shown by AWS's own sample for Twilio (2024)",
      },
      {
        check: 'way in of main',
        status: 'ok',
        detail: "+15125550100 is in Amazon Chime's inventory (VoiceConnector)",
      },
    ]);
  });

  it('tells a number that is not in the account, one without voice, and one that leads elsewhere', async () => {
    carriers.twilio.ownNumber('+14155550101', { capabilities: { voice: false, sms: true, mms: false } });
    carriers.twilio.ownNumber('+14155550102', { voice_url: ELSEWHERE });
    const found = await seen(config('+14155550100', '+14155550101', '+14155550102'));
    expect(found.filter(({ check }) => check === 'numbers of main')).toEqual([
      {
        check: 'numbers of main',
        status: 'blocker',
        detail: '+14155550100: is not in this account',
        next: 'correct its carrier, or take numbers.+14155550100 out of the config',
      },
      {
        check: 'numbers of main',
        status: 'blocker',
        detail: '+14155550101: it cannot take voice calls',
        next: 'correct its carrier, or take numbers.+14155550101 out of the config',
      },
      {
        check: 'numbers of main',
        status: 'blocker',
        detail:
          '+14155550102: its calls go to a webhook at pbx.example.com; set takeover: true to take it, until it leaves the stack',
        next: 'decide it in the config, at numbers.+14155550102',
      },
    ]);
  });

  it('says from where a number with takeover is taken', async () => {
    carriers.twilio.ownNumber('+14155550102', { voice_url: ELSEWHERE });
    const found = await seen({
      carriers: { main: TWILIO },
      numbers: { '+14155550102': { agent: 'reception', carrier: 'main', takeover: true } },
    });
    expect(found).toContainEqual({
      check: 'numbers of main',
      status: 'ok',
      detail: 'one number to connect; 1 taken from a webhook at pbx.example.com',
    });
  });

  it('counts what is refused after the first five', async () => {
    const all = Array.from({ length: 8 }, (_, i) => `+1415555012${i}`);
    const found = await seen(config(...all));
    expect(found.filter(({ status }) => status === 'blocker')).toHaveLength(6);
    expect(found).toContainEqual({
      check: 'numbers of main',
      status: 'blocker',
      detail: '3 more cannot be connected',
      next: 'npx byon plan tells all',
    });
  });

  it.each<[string, (laptop: Surroundings) => void, string, RegExp]>([
    [
      'is not there',
      ({ aws }) => aws.secrets.secrets.delete('twilio-secret'),
      'there is no secret twilio-secret in eu-west-2',
      /^make it as docs\/carriers\/twilio\.md says, or correct carriers\.main\.secret in the config$/,
    ],
    [
      'has no value',
      ({ aws }) => aws.secrets.secrets.set('twilio-secret', null),
      'secret twilio-secret is empty',
      /^put the credentials into it/,
    ],
    [
      'is about to be deleted',
      ({ aws }) => aws.secrets.scheduledForDeletion.add('twilio-secret'),
      'secret twilio-secret is scheduled for deletion',
      /restore-secret --secret-id twilio-secret$/,
    ],
  ])('has a secret that %s', async (_, happens, detail, next) => {
    happens(laptop);
    expect(await seen(config('+14155550100'))).toContainEqual({
      check: 'carrier main',
      status: 'blocker',
      detail,
      next: expect.stringMatching(next),
    });
    expect(carriers.twilio.journal).toEqual([]);
  });

  it('tells all that is wrong in a secret, and nothing of what it holds', async () => {
    laptop.aws.secrets.secrets.set('twilio-secret', '{"accountSid":"planted-1","apiKeySid":"planted-2"}');
    const [found] = await seen(config('+14155550100'));
    expect(found).toMatchObject({ check: 'carrier main', status: 'blocker' });
    expect(found!.detail).toMatch(/^secret twilio-secret is not what it should be: .*accountSid.*apiKey/);
    expect(JSON.stringify(found)).not.toContain('planted');
  });

  it('does not accept the credentials', async () => {
    const { accountSid } = carriers.twilio.credentials;
    const text = JSON.stringify({ accountSid, authToken: 'planted-0123456789abcdef' });
    laptop.aws.secrets.secrets.set('twilio-secret', text);
    const found = await seen(config('+14155550100'));
    expect(found[0]).toEqual({
      check: 'carrier main',
      status: 'blocker',
      detail: 'twilio does not accept the credentials in secret twilio-secret (401)',
      next: 'put credentials that are valid at twilio into secret twilio-secret, as docs/carriers/twilio.md says',
    });
    expect(JSON.stringify(found)).not.toContain('planted');
  });

  it('gives the bridge nothing to know its calls by', async () => {
    carriers.twilio.ownNumber('+14155550100');
    const { accountSid, username, password } = carriers.twilio.credentials;
    const text = JSON.stringify({ accountSid, apiKeySid: username, apiKeySecret: password });
    laptop.aws.secrets.secrets.set('twilio-secret', text);
    expect(await seen(config('+14155550100'))).toContainEqual({
      check: 'carrier main',
      status: 'blocker',
      detail:
        'secret twilio-secret has no authToken, by which the bridge tells calls of twilio from forged ones',
      next: 'add authToken to it, as docs/carriers/twilio.md says, or set admission: trunk',
    });
  });

  it('is not reached', async () => {
    await carriers.twilio.close();
    const [found] = await seen(config('+14155550100'));
    expect(found).toMatchObject({
      check: 'carrier main',
      status: 'unknown',
      detail: expect.stringContaining('it could not be reached (ECONNREFUSED)'),
    });
  });

  it('is a trial account, as far as the credentials may tell', async () => {
    carriers.twilio.ownNumber('+14155550100');
    carriers.twilio.settings.accountType = 'Trial';
    const warning = {
      check: 'carrier main',
      status: 'warning',
      detail: 'a trial account: Twilio plays a message before each call, and gives it no SIP trunks',
      next: "upgrade the account in Twilio's console",
    };
    expect(await seen(config('+14155550100'))).toContainEqual(warning);
    carriers.twilio.faults.before('ReadAccount', { status: 403, code: 20403, message: 'A standard key' });
    expect(await seen(config('+14155550100'))).not.toContainEqual(warning);
  });

  it('wants a number of Amazon Chime, and has another one', async () => {
    const found = await seen({
      carriers: { main: { ...TWILIO, chimeNumber: '+14155550100' } },
      numbers: numbers('+14155550100'),
    });
    expect(found.at(-1)).toEqual({
      check: 'way in of main',
      status: 'blocker',
      detail: "+14155550100 is not in Amazon Chime's inventory in eu-west-2",
      next: 'order or correct it: carriers.main.chimeNumber names a number of Amazon Chime, not one of the carrier',
    });
  });

  it('cannot be asked for that number without the permission', async () => {
    laptop.aws.chime.faults.before('GetPhoneNumber', { error: 'AccessDeniedException' });
    expect((await seen(config('+14155550100'))).at(-1)).toMatchObject({
      status: 'unknown',
      next: 'allow chime:GetPhoneNumber',
    });
  });
});

describe('Vobiz', () => {
  it('is well, and its media is not', async () => {
    carriers.vobiz.ownNumber('+918041234567', { application_id: '1234' });
    const found = await seen({ carriers: { main: VOBIZ }, numbers: numbers('+918041234567') });
    expect(found.map(({ check, status, detail }) => [check, status, detail])).toEqual([
      ['carrier main', 'ok', 'vobiz account MA_TEST01; the credentials in secret vobiz-secret are valid'],
      ['numbers of main', 'ok', 'one number connected'],
      ['way in of main', 'warning', expect.stringMatching(/^stand-in: .* by nobody yet with the answer/)],
      [
        'carrier main',
        'warning',
        'the audio of calls to +918041234567 leaves India for Amazon Chime; Vobiz writes that both legs of a ' +
          'call must stay in India, and may hang up others',
      ],
    ]);
    expect(found.at(-1)!.next).toBe(
      'ask Vobiz in writing whether your account may do this, before real callers do',
    );
  });

  it('has no application yet', async () => {
    const { applicationId: _, ...first } = VOBIZ;
    const found = await seen({
      carriers: { main: first },
      numbers: { '+14155550100': { agent: 'reception' } },
    });
    expect(found).toContainEqual({
      check: 'numbers of main',
      status: 'warning',
      detail: 'the config has no number with this carrier; the account has 0',
      next: expect.stringMatching(/^deploy, make an application .* carriers\.main\.applicationId, and add/),
    });
  });
});

describe('Exotel', () => {
  it('has a flow that is not the one of the config', async () => {
    carriers.exotel.ownNumber('+918041234567');
    const found = await seen({ carriers: { main: EXOTEL }, numbers: numbers('+918041234567') });
    expect(found).toContainEqual({
      check: 'numbers of main',
      status: 'blocker',
      detail: expect.stringContaining('its calls go to the flow 1001; set takeover: true'),
      next: 'decide it in the config, at numbers.+918041234567',
    });
  });

  it('has no flow yet', async () => {
    const { flowId: _, ...first } = EXOTEL;
    const found = await seen({
      carriers: { main: first },
      numbers: { '+14155550100': { agent: 'reception' } },
    });
    expect(found).toContainEqual(
      expect.objectContaining({
        check: 'numbers of main',
        next: expect.stringMatching(/^deploy, make a flow .* carriers\.main\.flowId, and add the numbers$/),
      }),
    );
  });
});

describe('a trunk that is set up by hand', () => {
  const config = {
    carriers: { main: { type: 'sip', callsFrom: ['203.0.114.0/30'] } },
    numbers: numbers('+14155550100'),
  };

  it('is told what the deploy will tell', async () => {
    expect(await seen(config)).toEqual([
      {
        check: 'carrier main',
        status: 'ok',
        detail: 'a trunk that you set up by hand, with one number; it calls from 203.0.114.0/30',
        next: expect.stringMatching(/^after the deploy, give the carrier what the stack tells: SipHostName,/),
      },
    ]);
  });

  it('is told what the carrier needs to know', async () => {
    await carriers.deploy();
    const [found] = await seen(config);
    expect(found!.next).toBe(
      'give the carrier sip:<number>@abcd.voiceconnector.chime.aws, SipPort 5061 TLS, ' +
        'SignallingRanges 99.77.249.0/24, MediaRanges 99.77.249.0/24, and G.711 mu-law (PCMU)',
    );
  });
});

it('refuses an Indian number on Twilio with the reason, before anybody is asked', async () => {
  const config = { carriers: { main: TWILIO }, numbers: numbers('+918041234567') };
  await expect(seen(config)).rejects.toThrow(
    /numbers\.\+918041234567\.carrier: is Twilio, where Indian numbers/,
  );
  expect(carriers.twilio.journal).toEqual([]);
});

it('hides no carrier behind the failure of another, and asks each among all other checks', async () => {
  carriers.vobiz.ownNumber('+918041234567', { application_id: '1234' });
  laptop.aws.secrets.secrets.delete('twilio-secret');
  const config = {
    carriers: { main: TWILIO, india: VOBIZ },
    numbers: {
      '+14155550100': { agent: 'reception', carrier: 'main' },
      '+918041234567': { agent: 'reception', carrier: 'india' },
    },
  };
  const { status, of } = await examine(laptop, config, { fetch: carriers.fetch });
  expect(status).toBe(1);
  expect(of('carrier main')[0]).toMatchObject({ status: 'blocker' });
  expect(of('numbers of india')).toMatchObject([{ status: 'ok', detail: 'one number connected' }]);
  expect(of('region')).toMatchObject([{ status: 'ok' }]);
});

it('knows the numbers that the stack has connected by its notes', async () => {
  const voiceUrl = 'https://bridge.example.com/main/voice';
  carriers.twilio.ownNumber('+14155550100', { voice_url: voiceUrl });
  const { accountSid } = carriers.twilio.credentials;
  const ours = { voiceUrl, voiceMethod: 'POST', voiceReceiveMode: 'voice' };
  await carriers.deploy({
    main: [{ number: '+14155550100', account: accountSid, before: { voiceUrl: '' }, ours: [ours] }],
  });
  const config = { carriers: { main: TWILIO }, numbers: numbers('+14155550100') };
  expect(await seen(config)).toContainEqual({
    check: 'numbers of main',
    status: 'ok',
    detail: 'one number connected',
  });
});

it('looks at no carrier where AWS cannot be asked', async () => {
  laptop.aws.account.session = 'expired';
  const found = await seen({ carriers: { main: TWILIO }, numbers: numbers('+14155550100') });
  expect(found).toEqual([
    { check: 'carrier main', status: 'unknown', detail: 'not looked at, since AWS could not be asked' },
  ]);
  expect(carriers.twilio.journal).toEqual([]);
});

it('does not guess where the notes of the stack cannot be read', async () => {
  await carriers.deploy({ main: [] });
  laptop.aws.account.denied.add('cloudformation:GetTemplate');
  const found = await seen({ carriers: { main: TWILIO }, numbers: numbers('+14155550100') });
  expect(found).toMatchObject([{ status: 'unknown', next: 'allow cloudformation:GetTemplate' }]);
  expect(carriers.twilio.journal).toEqual([]);
});

it('refuses the name of a carrier that the config does not have', async () => {
  const config = { carriers: { main: TWILIO }, numbers: numbers('+14155550100') };
  await expect(seen(config, 'other')).rejects.toThrow(
    /--carrier has 1 fault:\n {2}the config has no carrier other; it has: main/,
  );
});

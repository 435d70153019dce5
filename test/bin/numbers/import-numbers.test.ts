import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { importNumbers, type ImportOptions } from '../../../bin/numbers/import-numbers';
import { ByonError, InvalidInputError } from '../../../lambda/core/errors';
import { loadConfig } from '../../../lib/config';
import { HastyClock } from '../../fakes/hasty-clock';
import { Carriers } from '../carriers/carriers';
import { Surroundings } from '../surroundings';

const CONFIG = `# Our config.
agents:
  reception: # answers all
    language: en-US
    greeting: Hello.
    prompt: You are a receptionist.
    stt: openai/gpt-4o-mini-transcribe
    llm: openai/gpt-4.1-mini
    tts: openai/gpt-4o-mini-tts

numbers:
  # The first one.
  +14155550100:   { agent: reception }

# The accounts.
carriers:
  us: { type: twilio, secret: twilio-secret, chimeNumber: '+15125550100' }
  india: { type: vobiz, secret: vobiz-secret, applicationId: '1234' }
  bengaluru: { type: exotel, secret: exotel-secret, onRequestApproved: true, flowId: '77' }
  trunk: { type: sip, callsFrom: [203.0.114.0/30] }
`;

let laptop: Surroundings;
let carriers: Carriers;
let file: string;
beforeEach(async () => {
  laptop = await Surroundings.open();
  carriers = await Carriers.open(laptop);
  file = path.join(laptop.folder, 'byon.config.yaml');
  writeFileSync(file, CONFIG);
});
afterEach(async () => {
  expect(carriers.changes).toEqual([]);
  await carriers.close();
  await laptop.close();
});

/** Runs the command. @returns what it wrote to the terminal. */
async function run(options: Partial<ImportOptions> = {}): Promise<string> {
  let text = '';
  const output = { write: (more: string) => ((text += more), true) };
  const network = { clock: new HastyClock(), fetch: carriers.fetch };
  const whole = { config: file, fromCarrier: 'us', dryRun: false, ...options };
  await importNumbers(whole, { output, network });
  return text;
}

const written = () => readFileSync(file, 'utf8');
const entry = (number: string, carrier: string) =>
  `  '${number}':\n    agent: reception\n    carrier: ${carrier}\n`;

it('writes what is new behind the other numbers, and leaves every other letter', async () => {
  for (const number of ['+14155550102', '+14155550100', '+14155550101']) carriers.twilio.ownNumber(number);
  const text = await run();
  const added = entry('+14155550101', 'us') + entry('+14155550102', 'us');
  expect(written()).toBe(CONFIG.replace('reception }\n', `reception }\n${added}`));
  expect(text.split('\n')).toEqual([
    `us, account ${carriers.twilio.credentials.accountSid}: 3 numbers.`,
    '  2 written to byon.config.yaml, with agent reception',
    '  1 in it already',
    'Next: read byon.config.yaml, then npx byon plan.',
    '',
  ]);
  expect(loadConfig(file).numbers.map(({ number, carrier }) => [number, carrier])).toEqual([
    ['+14155550100', undefined],
    ['+14155550101', 'us'],
    ['+14155550102', 'us'],
  ]);
});

it('never sets takeover, and names the numbers that need it', async () => {
  carriers.twilio.ownNumber('+14155550101', { voice_url: 'https://pbx.example.com/voice' });
  const text = await run();
  expect(text).toContain(
    '1 of the new ones leads elsewhere now:\n    +14155550101  a webhook at pbx.example.com\n',
  );
  expect(text).toContain('The stack takes these only with takeover: true, which is yours to write.\n');
  expect(written()).not.toContain('takeover');
  expect(written()).toContain(entry('+14155550101', 'us'));
});

it('leaves out what could take no call, with the reason', async () => {
  carriers.twilio.ownNumber('+14155550101', { capabilities: { voice: false, sms: true, mms: true } });
  carriers.twilio.ownNumber('+918041234567');
  const text = await run();
  expect(text).toContain('  0 written to byon.config.yaml');
  expect(text).toContain('  2 left out, since no call of theirs would arrive:\n');
  expect(text).toContain('    +14155550101  it cannot take voice calls\n');
  expect(text).toMatch(
    / {4}\+918041234567 {2}its carrier is Twilio, where Indian numbers effectively cannot be/,
  );
  expect(written()).toBe(CONFIG);
});

it.each(['india', 'bengaluru'])('writes Indian numbers of %s without any DLT data', async (fromCarrier) => {
  carriers.vobiz.ownNumber('+918041234567');
  carriers.exotel.ownNumber('+918041234567', { voice_url: '' });
  await run({ fromCarrier });
  expect(written()).toContain(entry('+918041234567', fromCarrier));
  expect(loadConfig(file).numbers.at(-1)).not.toHaveProperty('dlt');
});

it('shows what it would write, and writes nothing', async () => {
  carriers.twilio.ownNumber('+14155550101');
  const text = await run({ dryRun: true });
  expect(text.split('\n').slice(0, 13)).toEqual([
    '--- byon.config.yaml',
    '+++ byon.config.yaml',
    '@@ -11,6 +11,9 @@',
    ' numbers:',
    '   # The first one.',
    '   +14155550100:   { agent: reception }',
    "+  '+14155550101':",
    '+    agent: reception',
    '+    carrier: us',
    ' ',
    ' # The accounts.',
    ' carriers:',
    '',
  ]);
  expect(text).toContain('  1 would be written to byon.config.yaml, with agent reception\n');
  expect(text).toMatch(/Next: run this without --dry-run\.\n$/);
  expect(written()).toBe(CONFIG);
  expect(readdirSync(laptop.folder)).toEqual(['byon.config.yaml']);
});

it('changes nothing when it is run again', async () => {
  carriers.twilio.ownNumber('+14155550101');
  await run();
  const first = written();
  expect(await run()).toContain('  0 written to byon.config.yaml');
  expect(written()).toBe(first);
});

it('reads credentials from a file, and asks AWS nothing', async () => {
  carriers.twilio.ownNumber('+14155550101');
  const credentials = path.join(laptop.folder, 'twilio.json');
  writeFileSync(credentials, carriers.credentials['twilio-secret']);
  process.env = { PATH: process.env.PATH, HOME: process.env.HOME };
  await run({ credentials });
  expect(written()).toContain(entry('+14155550101', 'us'));
  expect(laptop.aws.secrets.reads).toEqual([]);
});

it('keeps the rights of the file and the link to it, and leaves no draft behind', async () => {
  carriers.twilio.ownNumber('+14155550101');
  chmodSync(file, 0o600);
  const link = path.join(laptop.folder, 'link.yaml');
  symlinkSync(file, link);
  await run({ config: link });
  expect(written()).toContain('+14155550101');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(laptop.folder).sort()).toEqual(['byon.config.yaml', 'link.yaml']);
});

describe('of several agents', () => {
  const two = CONFIG.replace(
    'numbers:\n',
    CONFIG.slice(CONFIG.indexOf('  reception:'), CONFIG.indexOf('\nnumbers:')).replace('reception', 'sales') +
      "numbers:\n  '+14155550109': { agent: sales }\n",
  );
  beforeEach(() => {
    writeFileSync(file, two);
    carriers.twilio.ownNumber('+14155550101');
  });

  it('takes the one that is named', async () => {
    await run({ agent: 'sales' });
    expect(loadConfig(file).numbers.at(-1)).toMatchObject({ number: '+14155550101', agent: 'sales' });
  });

  it('takes none by chance', async () => {
    await expect(run()).rejects.toThrow(
      /--agent has 1 fault:\n {2}there are several agents, .* reception, sales/,
    );
    await expect(run({ agent: 'nobody' })).rejects.toThrow(
      /the config has no agent nobody; it has: reception/,
    );
    expect(carriers.twilio.journal).toEqual([]);
  });
});

describe('writes nothing and says why', () => {
  beforeEach(() => void carriers.twilio.ownNumber('+14155550101'));
  afterEach(() => expect(written()).not.toContain('+14155550101'));

  it('when the credentials are not valid', async () => {
    const { accountSid } = carriers.twilio.credentials;
    const credentials = path.join(laptop.folder, 'twilio.json');
    writeFileSync(credentials, JSON.stringify({ accountSid, authToken: 'planted-0123456789abcdef' }));
    const failure: unknown = await run({ credentials }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ByonError);
    const { message } = failure as ByonError;
    expect(message).toMatch(
      /^The numbers of us could not be read: twilio does not accept the credentials in /,
    );
    expect(message).not.toContain('planted');
  });

  it('when there is no such file of credentials', async () => {
    await expect(run({ credentials: 'nowhere.json' })).rejects.toBeInstanceOf(InvalidInputError);
  });

  it('when the secret is not there', async () => {
    laptop.aws.secrets.secrets.delete('twilio-secret');
    await expect(run()).rejects.toThrow(
      /^The numbers of us could not be read: there is no secret twilio-secret in eu-west-2\. Next: make it/,
    );
  });

  it('when the carrier is not reached', async () => {
    await carriers.twilio.close();
    await expect(run()).rejects.toThrow(/^The numbers of us could not be read: .*ECONNREFUSED/);
  });

  it('when the config has a fault', async () => {
    writeFileSync(file, `${CONFIG}nonsense: 1\n`);
    await expect(run()).rejects.toBeInstanceOf(InvalidInputError);
    expect(carriers.twilio.journal).toEqual([]);
  });

  it('when the config would have faults with the numbers in it', async () => {
    carriers.vobiz.ownNumber('+918041234567');
    writeFileSync(file, CONFIG.replace(", applicationId: '1234'", ''));
    await expect(run({ fromCarrier: 'india' })).rejects.toThrow(
      /^byon\.config\.yaml with the new numbers, which was not written, has 1 fault:\n {2}carriers\.india\.applicationId: is missing/,
    );
    expect(written()).not.toContain('+918041234567');
    expect(readdirSync(laptop.folder)).toEqual(['byon.config.yaml']);
  });

  it('when its numbers stand in braces', async () => {
    writeFileSync(
      file,
      CONFIG.replace(/numbers:\n.*\n.*\n/, "numbers: { '+14155550100': { agent: reception } }\n"),
    );
    await expect(run()).rejects.toThrow(/numbers: stands in braces/);
  });

  it('when the carrier is not in the config, or cannot be asked', async () => {
    await expect(run({ fromCarrier: 'other' })).rejects.toThrow(/it has: us, india, bengaluru, trunk/);
    await expect(run({ fromCarrier: 'trunk' })).rejects.toThrow(/of type sip, and nobody can be asked/);
  });
});

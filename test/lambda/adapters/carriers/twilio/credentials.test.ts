import { twilioCredentials } from '../../../../../lambda/adapters/carriers/twilio';

const ACCOUNT = `AC${'0a'.repeat(16)}`;
const KEY = `SK${'0b'.repeat(16)}`;
const TOKEN = 'planted-token-5f2c';
const SECRET = 'planted-secret-9e1a';

it('are the account and its token', () => {
  expect(read({ accountSid: ACCOUNT, authToken: TOKEN })).toEqual({
    accountSid: ACCOUNT,
    username: ACCOUNT,
    password: TOKEN,
  });
});

it.each([
  ['alone', {}],
  ['before the token', { authToken: TOKEN }],
])('are an API key, %s', (_, more) => {
  expect(read({ accountSid: ACCOUNT, apiKeySid: KEY, apiKeySecret: SECRET, ...more })).toEqual({
    accountSid: ACCOUNT,
    username: KEY,
    password: SECRET,
  });
});

it('may stand beside other members, with a line end after each', () => {
  expect(read({ accountSid: `${ACCOUNT}\n`, authToken: ` ${TOKEN}\n`, note: 'of the sales team' })).toEqual({
    accountSid: ACCOUNT,
    username: ACCOUNT,
    password: TOKEN,
  });
});

describe('a fault', () => {
  it.each<[string, object, [string, RegExp][]]>([
    [
      'nothing is there',
      {},
      [
        ['accountSid', /must be there: the account's SID of Twilio's console, AC…/],
        ['authToken', /must be there, or apiKeySid and apiKeySecret/],
      ],
    ],
    ['no token', { accountSid: ACCOUNT }, [['authToken', /must be there/]]],
    ['an empty token', { accountSid: ACCOUNT, authToken: ' ' }, [['authToken', /must be the account/]]],
    ['a token that is no text', { accountSid: ACCOUNT, authToken: 7 }, [['authToken', /as text/]]],
    [
      'a key without its secret, though there is a token',
      { accountSid: ACCOUNT, authToken: TOKEN, apiKeySid: KEY },
      [['apiKeySecret', /must be there with apiKeySid/]],
    ],
    [
      'a secret without its key',
      { accountSid: ACCOUNT, apiKeySecret: SECRET },
      [['apiKeySid', /must be there with apiKeySecret/]],
    ],
    [
      'the key in the place of the account',
      { accountSid: KEY, authToken: TOKEN },
      [['accountSid', /AC and 32 hexadecimal digits/]],
    ],
  ])('is named: %s', (_, secret, expected) => {
    const faults = faultsOf(JSON.stringify(secret));

    expect(faults.map(({ path }) => path)).toEqual(expected.map(([path]) => path));
    for (const [i, [, message]] of expected.entries()) expect(faults[i]!.message).toMatch(message);
  });

  it.each([TOKEN, `"${TOKEN}"`, `{"authToken": "${TOKEN}"`, `[${JSON.stringify(TOKEN)}]`, '', 'null'])(
    'is a text that is no JSON object, which is never quoted: %s',
    (text) => {
      const faults = faultsOf(text);

      expect(faults.length).toBeGreaterThan(0);
      expect(JSON.stringify(faults)).not.toContain('planted');
    },
  );

  it('never quotes what the secret holds', () => {
    const faults = faultsOf(JSON.stringify({ accountSid: TOKEN, apiKeySid: SECRET, apiKeySecret: [TOKEN] }));

    expect(faults).toHaveLength(3);
    expect(JSON.stringify(faults)).not.toContain('planted');
  });
});

function read(secret: object) {
  return twilioCredentials.parse(JSON.stringify(secret));
}

function faultsOf(text: string) {
  const { error } = twilioCredentials.safeParse(text);
  return (error?.issues ?? []).map(({ path, message }) => ({ path: path.join('.'), message }));
}

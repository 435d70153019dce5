import { settings } from '../../../lambda/bridge/settings';

const ENVIRONMENT = {
  REGISTRY_TABLE: 'registry',
  CALLS_TABLE: 'calls',
  CALL_DAYS: '90',
  VOICE_CONNECTOR: 'abc.voiceconnector.chime.aws',
  ENCRYPTION: 'true',
  CALL_KEY_SECRET: 'arn:key',
};
const read = (carriers: unknown, changes: Record<string, string> = {}) =>
  settings.safeParse({ ...ENVIRONMENT, CARRIERS: JSON.stringify(carriers), ...changes });
const twilio = { type: 'twilio', secretArn: 'arn:twilio' };

it('names the carriers as the stack does, each with how its calls get in', () => {
  const carriers = {
    'twilio-us': { ...twilio, admission: 'chime-number', chimeNumber: '+17035550100' },
    'twilio-uk': { ...twilio, admission: 'stand-in' },
    vobiz: { type: 'vobiz', secretArn: 'arn:vobiz', admission: 'trunk' },
  };
  expect(read(carriers).data).toMatchObject({
    CALL_DAYS: 90,
    ENCRYPTION: true,
    CARRIERS: {
      'twilio-us': { ...twilio, admission: { type: 'chime-number', callerId: '+17035550100' } },
      'twilio-uk': { ...twilio, admission: { type: 'stand-in' } },
      // The trunk itself asks nobody: here are only the calls that we make.
      vobiz: { type: 'vobiz', secretArn: 'arn:vobiz', admission: { type: 'stand-in' } },
    },
  });
});

it('tells all faults together', () => {
  const carriers = {
    one: { ...twilio, admission: 'chime-number' },
    two: { ...twilio, admission: 'hope' },
    Three: { ...twilio, admission: 'stand-in' },
    four: { type: 'exotel', secretArn: '', admission: 'stand-in', more: 1 },
  };
  const issues = read(carriers, { CALL_DAYS: '0', VOICE_CONNECTOR: 'x' }).error?.issues ?? [];
  const places = issues.map(({ path }) => path.join('.'));
  expect(places).toEqual(
    expect.arrayContaining([
      'CALL_DAYS',
      'VOICE_CONNECTOR',
      'CARRIERS.one.chimeNumber',
      'CARRIERS.two.admission',
      'CARRIERS.Three',
      'CARRIERS.four.type',
      'CARRIERS.four.secretArn',
    ]),
  );
});

it.each(['', 'twilio', '[]', 'null'])('are not %j', (CARRIERS) => {
  expect(settings.safeParse({ ...ENVIRONMENT, CARRIERS }).success).toBe(false);
});

import { AwsAccount } from './aws-account';
import type { Properties } from '../custom-resource/cloudformation';
import { FUNCTION_ARN } from './samples';

let account: AwsAccount;
beforeEach(() => {
  account = new AwsAccount();
});

const deploy = (type: string, properties: Properties) =>
  account.stack.deploy({ Thing: { type, properties } });
const connector = { Name: 'byon', RequireEncryption: true, NetworkType: 'IPV4_ONLY' };
const application = { Name: 'byon', LambdaArn: FUNCTION_ARN };
const reason = () => account.stack.reasons[0] ?? '';

function seedConnector(): string {
  const { VoiceConnector } = account.chime.seed('CreateVoiceConnector', {
    Name: 'other',
    RequireEncryption: true,
  });
  return VoiceConnector.VoiceConnectorId;
}

test('an account that SIP media applications are closed to is told what that means and what to do', async () => {
  account.chime.settings.closedToNewCustomers = true;

  expect(await deploy('Custom::ByonSipMediaApplication', application)).toBe('ROLLBACK_COMPLETE');

  expect(reason()).toContain('Create of Thing failed');
  expect(reason()).toContain('since 2026-10-29 they take no new customers');
  expect(reason()).toContain('PSTN Audio Maintenance Mode Exception');
  expect(reason()).toContain('chime:CreateSipMediaApplication, lambda:GetPolicy and lambda:AddPermission');
  expect(reason()).toContain('AWS said');
});

test('a full quota is named, with the place to raise it', async () => {
  account.chime.settings.connectorsPerRegion = 0;

  await deploy('Custom::ByonVoiceConnector', connector);

  expect(reason()).toContain('Voice Connectors per region (3 unless raised)');
  expect(reason()).toContain('Service Quotas');
  expect(reason()).toContain('ResourceLimitExceededException');
});

test('a connector with phone numbers is not deleted, and no number is released', async () => {
  await deploy('Custom::ByonVoiceConnector', connector);
  account.chime.attachPhoneNumber(account.stack.physicalId('Thing')!, '+14155550100');

  expect(await account.stack.delete()).toBe('FAILED');

  expect(reason()).toContain('BYON never releases or moves a number');
  expect(reason()).not.toContain('4155550100');
  expect(account.chime.refused).toEqual([]);
});

test('a logging that is denied says which permissions it needs', async () => {
  account.chime.settings.logDestinationDenied = true;

  await deploy('Custom::ByonVoiceConnectorLogging', {
    VoiceConnectorId: seedConnector(),
    EnableSIPLogs: true,
    EnableMediaMetricLogs: false,
  });

  expect(reason()).toContain('logs:CreateLogDelivery');
});

test('a trigger that another rule has is named as the reason, not its value', async () => {
  const SipMediaApplicationId = account.chime.seed('CreateSipMediaApplication', {
    AwsRegion: 'us-east-1',
    Name: 'other',
    Endpoints: [{ LambdaArn: FUNCTION_ARN }],
  }).SipMediaApplication.SipMediaApplicationId;
  const rule = {
    TriggerType: 'ToPhoneNumber' as const,
    TriggerValue: '+14155550100',
    TargetApplications: [{ SipMediaApplicationId, Priority: 1, AwsRegion: 'us-east-1' }],
  };
  account.chime.seed('CreateSipRule', { Name: 'other', ...rule });

  await deploy('Custom::ByonSipRule', { Name: 'byon', ...rule });

  expect(reason()).toContain('Another SIP rule of this account has the same trigger');
  expect(JSON.stringify(account.stack.answers) + account.log.public).not.toContain('4155550100');
});

test.each([
  ['throttled all the time', { error: 'ThrottledClientException' }, 'It was throttled all the time'],
  [
    'down all the time',
    { error: 'ServiceUnavailableException' },
    'The service failed or could not be reached',
  ],
  ['not allowed', { error: 'AccessDeniedException' }, 'allow chime:CreateVoiceConnector'],
  [
    'refused for its properties',
    { error: 'BadRequestException', message: 'The name is too plain' },
    'BadRequestException: The name is too plain',
  ],
  [
    'refused with a number in the message',
    {
      error: 'BadRequestException',
      message: 'Bad caller +14155550100 or 919845012345, account of arn:aws:x:1:111122223333:y',
    },
    'Bad caller (number) or (number), account of arn:aws:x:1:111122223333:y',
  ],
] as const)('a Create that is %s says so', async (_, fault, words) => {
  account.chime.faults.before('CreateVoiceConnector', { ...fault, times: 1000 });
  const start = account.clock.now();

  expect(await deploy('Custom::ByonVoiceConnector', connector)).toBe('ROLLBACK_COMPLETE');

  expect(reason()).toContain(words);
  expect(account.clock.now() - start).toBeLessThan(600_000);
});

test('a rule waits two minutes for what may be too new, and no longer', async () => {
  const start = account.clock.now();

  await deploy('Custom::ByonTermination', {
    VoiceConnectorId: 'abcdef1ghij2klmno3pqr4',
    CpsLimit: 1,
    CallingRegions: ['US'],
    CidrAllowedList: ['54.172.60.0/30'],
  });

  expect(reason()).toContain('NotFoundException');
  expect(account.clock.now() - start).toBeLessThan(150_000);
  expect(account.clock.now() - start).toBeGreaterThan(60_000);
});

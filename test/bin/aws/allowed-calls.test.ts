import { CreateSipRuleCommand, DeleteVoiceConnectorCommand } from '@aws-sdk/client-chime-sdk-voice';
import { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { Account } from '../../../bin/aws/account';
import { ALLOWED_CALLS } from '../../../bin/aws/allowed-calls';
import { CallNotAllowedError } from '../../../bin/aws/guard';
import { Surroundings } from '../surroundings';

let laptop: Surroundings;
beforeEach(async () => {
  laptop = await Surroundings.open();
});
afterEach(() => laptop.close());

it('are calls that get, list, describe or query, and nothing else', () => {
  const commands = Object.keys(ALLOWED_CALLS).map((call) => call.split('/')[1]);
  expect(
    commands.filter((command) => !/^(Get|List|Describe|Query)([A-Z]\w+)?Command$/.test(command!)),
  ).toEqual([]);
  expect(commands.length).toBeGreaterThan(0);
});

it('name the permission that each call needs', () => {
  const actions = Object.entries(ALLOWED_CALLS).map(([call, permission]) => [
    call.split('/')[1]!.replace(/Command$/, ''),
    permission.split(':')[1],
  ]);
  expect(actions.filter(([command, action]) => command !== action)).toEqual([]);
});

it('are the only ones that leave the process', async () => {
  const account = new Account({});
  const connector = 'abcdefghijklmnopqrstuv';
  const refused = [
    account.chime('eu-west-2').send(new DeleteVoiceConnectorCommand({ VoiceConnectorId: connector })),
    account.chime('eu-west-2').send(
      new CreateSipRuleCommand({
        Name: 'a',
        TriggerType: 'ToPhoneNumber',
        TriggerValue: '+14155550100',
        TargetApplications: [],
      }),
    ),
    account.stacks.send(new DeleteStackCommand({ StackName: 'Byon' })),
    account.tables.send(new PutItemCommand({ TableName: 'registry', Item: { pk: { S: 'a' } } })),
    account.secrets.send(new PutSecretValueCommand({ SecretId: 'openai', SecretString: 'x' })),
  ];
  for (const one of refused) await expect(one).rejects.toBeInstanceOf(CallNotAllowedError);
  expect(laptop.aws.chime.journal).toEqual([]);
  expect(laptop.aws.account.actions).toEqual([]);
  expect(laptop.aws.secrets.secrets.size).toBe(0);
});

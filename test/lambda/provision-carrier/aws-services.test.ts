import { PutObjectCommand } from '@aws-sdk/client-s3';
import { awsServices } from '../../../lambda/provision-carrier/aws-services';
import { openDynamo, type LocalDynamo } from '../../../local/aws/dynamodb';
import { openS3, type LocalS3 } from '../../../local/aws/s3';
import { WallClock } from '../../../local/clock';
import { startExotel } from '../../fakes/exotel';
import { FakeSecretsManager } from '../../fakes/secrets-manager';
import { startTwilio } from '../../fakes/twilio';
import { startVobiz } from '../../fakes/vobiz';
import { exotelSwitchboard } from '../../../lambda/adapters/carriers/exotel';
import { twilioSwitchboard } from '../../../lambda/adapters/carriers/twilio';
import { vobizSwitchboard } from '../../../lambda/adapters/carriers/vobiz';
import { SECRET_ARN } from './carrier-life';

const OWNER = { stackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/Byon/1', logicalId: 'Numbers' };

let dynamo: LocalDynamo;
let s3: LocalS3;
let secrets: FakeSecretsManager;
beforeAll(async () => {
  const clock = new WallClock();
  [dynamo, s3, secrets] = await Promise.all([openDynamo(clock), openS3(clock), FakeSecretsManager.open()]);
});
beforeEach(() => {
  secrets.secrets.clear();
  secrets.denies = false;
});
afterAll(() => Promise.all([dynamo.close(), s3.close(), secrets.close()]));

const open = (fetch?: typeof globalThis.fetch) =>
  awsServices({
    dynamo: dynamo.client,
    s3: s3.client,
    secrets: secrets.client,
    clock: new WallClock(),
    ...(fetch && { fetch }),
  });

const fill = (content: object) => void secrets.secrets.set(SECRET_ARN, JSON.stringify(content));

describe('with the credentials of the secret', () => {
  it('reaches Twilio', async () => {
    const fake = await startTwilio();
    const { accountSid, username, password } = fake.credentials;
    fill({ accountSid, apiKeySid: username, apiKeySecret: password });

    const board = twilioSwitchboard(await open(fake.fetch).twilio(SECRET_ARN));

    await expect(board.account()).resolves.toBe(accountSid);
    await fake.close();
  });

  it('reaches Vobiz', async () => {
    const fake = await startVobiz();
    fill(fake.credentials);

    const board = vobizSwitchboard(await open(fake.fetch).vobiz(SECRET_ARN));

    await expect(board.account()).resolves.toBe(fake.credentials.authId);
    await fake.close();
  });

  it('reaches Exotel', async () => {
    const fake = await startExotel();
    fill(fake.credentials);

    const board = exotelSwitchboard(await open(fake.fetch).exotel(SECRET_ARN, 'mumbai'));

    await expect(board.account()).resolves.toBe(fake.credentials.accountSid);
    await fake.close();
  });
});

describe('a secret', () => {
  it.each([
    ['that is not there', undefined],
    ['without a value', null],
    ['that is empty', '  '],
  ])('%s is told of', async (_, content) => {
    if (content !== undefined) secrets.secrets.set(SECRET_ARN, content);

    await expect(open().twilio(SECRET_ARN)).rejects.toThrow(
      `the secret ${SECRET_ARN} is not there or holds nothing; fill it`,
    );
  });

  it('with faults is told of with all of them, and nothing of what it holds', async () => {
    fill({ accountSid: 'planted-account', apiKeySid: 'planted-key', apiKeySecret: 'planted-secret' });

    const opened = open().twilio(SECRET_ARN);

    await expect(opened).rejects.toThrow(`the secret ${SECRET_ARN} has 2 faults`);
    await expect(opened).rejects.not.toThrow('planted');
  });

  it('that may not be read is told of with the permission', async () => {
    secrets.denies = true;

    await expect(open().secretText(SECRET_ARN)).rejects.toThrow(
      /could not be read \(AccessDeniedException\); see that the role .* secretsmanager:GetSecretValue/,
    );
  });
});

describe('a file', () => {
  const put = (Key: string, Body: string) =>
    s3.client.send(new PutObjectCommand({ Bucket: s3.bucket, Key, Body }));

  it('is read', async () => {
    await put('numbers.json', '[{"number":"+14155550100","takeover":false}]');

    await expect(open().readJson(s3.bucket, 'numbers.json')).resolves.toEqual([
      { number: '+14155550100', takeover: false },
    ]);
  });

  it('that is no JSON, or not there, is told of', async () => {
    await put('torn.json', '[{"number":');

    await expect(open().readJson(s3.bucket, 'torn.json')).rejects.toThrow('is not JSON; synthesise');
    await expect(open().readJson(s3.bucket, 'none.json')).rejects.toThrow(
      /the file none.json in the bucket .* could not be read \(NoSuchKey\)/,
    );
  });
});

test('notes are kept in the table, under the mark of their owner', async () => {
  const note = {
    number: '+14155550100',
    account: 'AC1',
    before: { trunkSid: '' },
    ours: [{ trunkSid: 'TK1' }],
    changing: true,
  };
  await open().notes(dynamo.registryTable, OWNER).saveNumber(note);

  await expect(open().notes(dynamo.registryTable, OWNER).numbers()).resolves.toEqual([note]);
  const other = { ...OWNER, logicalId: 'Other' };
  await expect(open().notes(dynamo.registryTable, other).numbers()).resolves.toEqual([]);
});

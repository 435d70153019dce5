import { Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Byon } from '../../../lib';
import { appAsDeployed } from '../stacks';
import { FedStack } from './fed-stack';

const given = new FedStack({ scrubFeed: true });
const { byon, template } = given;
const feed = byon.scrubFeed!;
const role = feed.importer.role.roleName;

it('is told of new files under its prefix only', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: {
        bucket: { name: [given.stack.resolve(feed.bucket.bucketName)] },
        object: { key: [{ prefix: 'scrubs/' }] },
      },
    },
  });
  const bucket = Object.values(template.findResources('AWS::S3::Bucket')).filter(
    ({ Properties }) => Properties.NotificationConfiguration !== undefined,
  );
  expect(bucket).toMatchObject([
    {
      Properties: {
        NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      },
    },
  ]);
  template.resourceCountIs('Custom::S3BucketNotifications', 0);
});

it('writes scrubs and reports, and nothing else', () => {
  expect(given.on(role, byon.registry.table.tableArn)).toEqual([['dynamodb:PutItem', ['SCRUB#*']]]);
  expect(given.on(role, feed.bucket.arnForObjects('scrubs/*'))).toEqual([
    ['s3:GetObject s3:PutObject', undefined],
  ]);
});

it('keeps what could not be imported', () => {
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    FunctionName: given.stack.resolve(feed.importer.function.functionName),
    MaximumRetryAttempts: 2,
    DestinationConfig: { OnFailure: { Destination: given.stack.resolve(feed.deadLetters.queueArn) } },
  });
});

it('is not there unless it is asked for', () => {
  const without = new FedStack({});
  expect(without.byon.scrubFeed).toBeUndefined();
  without.template.resourceCountIs('AWS::S3::Bucket', 1);
});

it('works with a key of the company', () => {
  const app = appAsDeployed();
  const stack = new Stack(app, 'Test', { env: { region: 'eu-west-2' } });
  const encryptionKey = new Key(stack, 'Key', { enableKeyRotation: true });
  const { scrubFeed } = new Byon(stack, 'Byon', { encryptionKey, scrubFeed: true, registryApi: true });
  const bucket = stack.resolve(scrubFeed!.bucket.bucketName) as { Ref: string };
  const { Properties } = Template.fromStack(stack).findResources('AWS::S3::Bucket')[bucket.Ref]!;
  expect(JSON.stringify(Properties.BucketEncryption)).toContain(
    JSON.stringify(stack.resolve(encryptionKey.keyArn)),
  );
});

it('leaves AWS Solutions, with the API of the registry, nothing that is not acknowledged', () => {
  const app = appAsDeployed();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
  const stack = new Stack(app, 'Test');
  new Byon(stack, 'Byon', { scrubFeed: true, registryApi: true });
  expect(() => app.synth()).not.toThrow();
});

import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Byon, type ByonProps } from '../../../lib';
import { emptyStack, messageOf, receptionist, ROOT } from '../stacks';

function pipeline(props: ByonProps = {}) {
  const stack = emptyStack();
  const byon = new Byon(stack, 'Byon', props);
  byon.addAgent('reception', receptionist());
  return { stack, byon, template: Template.fromStack(stack) };
}

const { stack, byon, template } = pipeline();
const { callHandler, turnWorker, wrapUp, callsTable, audioBucket } = byon.conversation;

interface Statement {
  Action: string | string[];
  Resource: unknown;
}
function allowed(worker: typeof callHandler | typeof turnWorker | typeof wrapUp): Statement[] {
  const role = stack.resolve(worker.role.roleName) as { Ref: string };
  return Object.values(template.findResources('AWS::IAM::Policy', { Properties: { Roles: [role] } })).flatMap(
    (policy) => policy.Properties.PolicyDocument.Statement as Statement[],
  );
}
const objects = (prefix: string) => ({
  'Fn::Join': ['', [stack.resolve(audioBucket.bucketArn), `/${prefix}*`]],
});

describe('the calls table', () => {
  it('forgets by expiresAt, outlives its stack and can go back in time', () => {
    template.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: {
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        Replicas: [
          Match.objectLike({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }),
        ],
      },
    });
  });
});

describe('the audio bucket', () => {
  it('is retained, encrypted and closed to the public', () => {
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    });
  });

  it('forgets recordings and replies, but not phrases', () => {
    const rules = Object.values(template.findResources('AWS::S3::Bucket'))[0]!.Properties
      .LifecycleConfiguration.Rules as { Prefix?: string; ExpirationInDays?: number }[];
    expect(
      rules.filter(({ ExpirationInDays }) => ExpirationInDays).map((r) => [r.Prefix, r.ExpirationInDays]),
    ).toEqual([
      ['calls/', 7],
      ['recordings/', 7],
      ['call-recordings/', 7],
    ]);
  });

  it('lets Chime read what it plays and write what it records, for our own applications only', () => {
    const statements = Object.values(template.findResources('AWS::S3::BucketPolicy'))[0]!.Properties
      .PolicyDocument.Statement as (Statement & { Principal: { Service?: string }; Condition: unknown })[];
    const chime = statements.filter(
      ({ Principal }) => Principal.Service === 'voiceconnector.chime.amazonaws.com',
    );
    expect(chime.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      ['s3:GetObject', [objects('calls/'), objects('clips/')]],
      [
        ['s3:PutObject', 's3:PutObjectAcl'],
        [objects('call-recordings/'), objects('recordings/')],
      ],
    ]);
    for (const { Condition } of chime) {
      expect(Condition).toEqual({
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        ArnLike: {
          'aws:SourceArn': stack.resolve(
            `arn:${stack.partition}:chime:${stack.region}:${stack.account}:sma/*`,
          ),
        },
      });
    }
  });

  it('refuses connections without TLS', () => {
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 's3:*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });
});

describe('the call handler', () => {
  it('is Node.js 24 on arm64, done before Chime hangs up', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'BYON: answers the events of a call',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Timeout: 20,
      MemorySize: 1024,
    });
  });

  it('is told its tables, bucket and worker', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'BYON: answers the events of a call',
      Environment: {
        Variables: {
          REGISTRY_TABLE: stack.resolve(byon.registry.table.tableName),
          CALLS_TABLE: stack.resolve(callsTable.tableName),
          AUDIO_BUCKET: stack.resolve(audioBucket.bucketName),
          TURN_FUNCTION: stack.resolve(turnWorker.function.functionName),
          WRAP_UP_FUNCTION: stack.resolve(wrapUp.function.functionName),
          CALL_DAYS: '90',
          POWERTOOLS_SERVICE_NAME: 'byon-call',
          BYON_LOG_PII: Match.absent(),
        },
      },
    });
  });

  it('is published under the alias live', () => {
    template.hasResourceProperties('AWS::Lambda::Alias', {
      Name: 'live',
      FunctionName: stack.resolve(callHandler.function.functionName),
    });
  });

  it('may read the registry, keep calls and start the worker, and nothing else', () => {
    expect(allowed(callHandler)).toEqual([
      expect.objectContaining({
        Action: 'dynamodb:GetItem',
        Resource: stack.resolve(byon.registry.table.tableArn),
      }),
      expect.objectContaining({
        Action: [
          'dynamodb:BatchGetItem',
          'dynamodb:DeleteItem',
          'dynamodb:GetItem',
          'dynamodb:PutItem',
          'dynamodb:UpdateItem',
        ],
        Resource: stack.resolve(callsTable.tableArn),
      }),
      expect.objectContaining({
        Action: 'lambda:InvokeFunction',
        Resource: [turnWorker, wrapUp].map((one) => stack.resolve(one.function.functionArn) as object),
      }),
      expect.objectContaining({
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: stack.resolve(callHandler.logGroup.logGroupArn),
      }),
    ]);
  });
});

describe('the turn worker', () => {
  it('is never tried again: no caller waits that long', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: stack.resolve(turnWorker.function.functionName),
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
  });

  it('has time for the longest reply', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'BYON: makes the reply of a turn',
      Timeout: 90,
    });
  });

  it('is told where the keys lie, not what they are', () => {
    const variables = Object.values(
      template.findResources('AWS::Lambda::Function', {
        Properties: { Description: 'BYON: makes the reply of a turn' },
      }),
    )[0]!.Properties.Environment.Variables as Record<string, unknown>;
    expect(variables.PROVIDERS).toEqual({
      'Fn::Join': ['', ['{"openai":{"secretArn":"', stack.resolve(byon.keys.newSecrets.openai!.ref), '"}}']],
    });
    expect(Object.keys(variables).sort()).toEqual([
      'AUDIO_BUCKET',
      'CALLS_TABLE',
      'CALL_DAYS',
      'POWERTOOLS_SERVICE_NAME',
      'PROVIDERS',
      'REGISTRY_TABLE',
    ]);
  });

  it('may read recordings and keys and write speech, and nothing else', () => {
    expect(allowed(turnWorker).map(({ Action, Resource }) => [Action, Resource])).toEqual([
      ['dynamodb:GetItem', stack.resolve(byon.registry.table.tableArn)],
      [
        ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
        stack.resolve(callsTable.tableArn),
      ],
      ['s3:GetObject', objects('recordings/')],
      ['s3:PutObject', [objects('calls/'), objects('clips/')]],
      [['logs:CreateLogStream', 'logs:PutLogEvents'], stack.resolve(turnWorker.logGroup.logGroupArn)],
      [
        ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
        stack.resolve(byon.keys.newSecrets.openai!.ref),
      ],
    ]);
  });
});

describe('what the functions do with the calls table', () => {
  /** The operation of each method of the call store; a new method needs a line here and a grant in lib. */
  const OPERATIONS: Record<string, string> = {
    load: 'GetItem',
    commit: 'PutItem',
    saveCall: 'UpdateItem',
    findCall: 'GetItem',
    claimTurn: 'PutItem',
    saveTurn: 'PutItem',
    findTurn: 'GetItem',
    listTurns: 'Query',
    findClips: 'BatchGetItem',
    saveClip: 'PutItem',
    forgetClip: 'DeleteItem',
  };

  /** Operations of the other stores of a function, each by its adapter in `lambda/adapters/dynamodb`. */
  const operationsOf = (adapter: string) => {
    const source = readFileSync(path.join(ROOT, 'lambda/adapters/dynamodb', `${adapter}.ts`), 'utf8');
    return [...source.matchAll(/new (\w+)Command\(/g)].map((match) => `dynamodb:${match[1]}`);
  };

  it.each([
    ['call', callHandler, []],
    ['wrap-up', wrapUp, ['wrap-up-ledger']],
    ['turn', turnWorker, ['breaker-store', 'tool-ledger']],
  ])('the role of lambda/%s allows it, and no more', (folder, worker, others) => {
    const files = readdirSync(path.join(ROOT, 'lambda', folder), { recursive: true, encoding: 'utf8' });
    const source = files
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(path.join(ROOT, 'lambda', folder, file), 'utf8'))
      .join('\n');
    const methods = [...source.matchAll(/\bstore\.(\w+)\(/g)].map((match) => match[1]!);
    const needed = new Set([
      ...methods.map((method) => `dynamodb:${OPERATIONS[method] ?? method}`),
      ...others.flatMap(operationsOf),
    ]);
    const onCalls = allowed(worker).find(
      ({ Resource }) => JSON.stringify(Resource) === JSON.stringify(stack.resolve(callsTable.tableArn)),
    );
    expect([onCalls!.Action].flat()).toEqual([...needed].sort());
  });

  it('the list of operations is that of the store', () => {
    const store = readFileSync(path.join(ROOT, 'lambda/adapters/dynamodb/call-store.ts'), 'utf8');
    const used = [...store.matchAll(/new (\w+)Command\(/g)].map((match) => match[1]!);
    expect([...new Set(used)].sort()).toEqual([...new Set(Object.values(OPERATIONS))].sort());
  });
});

it('keeps the logs of all five functions for a month, in groups of their own', () => {
  template.resourcePropertiesCountIs('AWS::Logs::LogGroup', { RetentionInDays: 30 }, 5);
});

it('keeps traces for as long as asked, and logs personal data only when asked', () => {
  const asked = pipeline({
    callRetention: Duration.days(30),
    audioRetention: Duration.days(1),
    logPersonalData: true,
  }).template;
  asked.resourcePropertiesCountIs(
    'AWS::Lambda::Function',
    { Environment: { Variables: { CALL_DAYS: '30', BYON_LOG_PII: 'true' } } },
    3,
  );
  asked.hasResourceProperties('AWS::S3::Bucket', {
    LifecycleConfiguration: { Rules: Match.arrayWith([Match.objectLike({ ExpirationInDays: 1 })]) },
  });
});

it('refuses to keep traces for a part of a day', () => {
  const props = { callRetention: Duration.hours(12), audioRetention: Duration.days(0) };
  const message = messageOf(() => new Byon(new Stack(), 'Byon', props));
  expect(message).toMatch(/callRetention: must be 1 to 3650 whole days; it is 12 hours/);
  expect(message).toMatch(/audioRetention/);
});

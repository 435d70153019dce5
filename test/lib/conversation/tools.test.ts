import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Byon, CallRecording, Llm, Stt, Tool, Tts } from '../../../lib';
import { checkedApp } from '../../examples/checked-app';
import { messageOf, receptionist } from '../stacks';

const BOOKING = {
  name: 'book_appointment',
  description: 'Books an appointment in the clinic.',
  parameters: { type: 'object', properties: { day: { type: 'string' } }, required: ['day'] },
};

function withTools(tools: (stack: Stack) => Tool[]) {
  const app = checkedApp();
  const stack = new Stack(app, 'Test');
  const byon = new Byon(stack, 'Byon');
  const agent = byon.addAgent('reception', receptionist({ tools: tools(stack) }));
  return { app, stack, byon, agent };
}

function aFunction(stack: Stack, id = 'Booking'): Function {
  return new Function(stack, id, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => "done";'),
    role: new Role(stack, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
  });
}

describe('A tool that is a function of the app', () => {
  it('is named in the record by what is known at synth, and found by its ARN at run time', () => {
    const { stack, agent } = withTools((scope) => [Tool.lambda(aFunction(scope), BOOKING)]);
    const [tool] = agent.record.tools;
    expect(tool).toMatchObject({
      type: 'lambda',
      name: 'book_appointment',
      function: expect.stringMatching(/^tool-/),
    });
    const { function: name } = tool as { function: string };
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('reply of a turn'),
      Environment: {
        Variables: Match.objectLike({
          TOOL_FUNCTIONS: {
            'Fn::Join': [
              '',
              [`{"${name}":"`, { 'Fn::GetAtt': [Match.stringLikeRegexp('^Booking'), 'Arn'] }, '"}'],
            ],
          },
        }),
      },
    });
  });

  it('may be invoked by the turn worker, and no other may', () => {
    const { stack, byon } = withTools((scope) => {
      aFunction(scope, 'Other');
      return [Tool.lambda(aFunction(scope), BOOKING)];
    });
    const invoked = statementsOf(stack, byon).filter(({ Action }) => Action === 'lambda:InvokeFunction');
    expect(invoked).toEqual([
      {
        Action: 'lambda:InvokeFunction',
        Effect: 'Allow',
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^Booking/), 'Arn'] },
      },
    ]);
  });

  it('is allowed once, however many agents have it', () => {
    const { stack, byon } = withTools((scope) => [Tool.lambda(aFunction(scope), BOOKING)]);
    const same = stack.node.findChild('Booking') as Function;
    byon.addAgent('night', receptionist({ tools: [Tool.lambda(same, BOOKING)] }));
    const invoked = statementsOf(stack, byon).filter(({ Action }) => Action === 'lambda:InvokeFunction');
    expect(invoked).toHaveLength(1);
  });
});

describe('A tool that is a web service', () => {
  const http = () => Tool.http('https://api.example.com/book', { ...BOOKING, secret: 'my-company/tools' });

  it('has its key read by the turn worker, and no secret made for it', () => {
    const { stack, byon } = withTools(() => [http()]);
    const read = JSON.stringify(
      statementsOf(stack, byon).filter(({ Action }) => String(Action).includes('GetSecretValue')),
    );
    expect(read).toContain(':secret:my-company/tools-??????');
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toContain('api.example.com');
  });

  it('refuses an address that the internet does not reach, and a time that no reply leaves it', () => {
    const faulty = () =>
      withTools(() => [
        Tool.http('https://10.0.0.5/book', { ...BOOKING, secret: 's', timeout: Duration.seconds(20) }),
      ]);
    expect(messageOf(faulty)).toMatch(/url: must be an https address of a public host/);
  });
});

describe('A tool of an MCP server', () => {
  const url = 'https://mcp.example.com/mcp';

  it('has its token read by the turn worker, if there is one', () => {
    const { stack, byon, agent } = withTools(() => [
      Tool.mcp(url, {
        tools: ['find'],
        secret: 'my-company/mcp',
        timeout: Duration.seconds(5),
        filler: 'Wait.',
      }),
      Tool.mcp('https://open.example.com/mcp', { tools: ['list'] }),
    ]);
    expect(agent.record.tools).toEqual([
      { type: 'mcp', url, tools: ['find'], secret: 'my-company/mcp', timeoutSeconds: 5, filler: 'Wait.' },
      { type: 'mcp', url: 'https://open.example.com/mcp', tools: ['list'], timeoutSeconds: 8 },
    ]);
    const read = statementsOf(stack, byon).filter(({ Action }) => String(Action).includes('GetSecretValue'));
    expect(JSON.stringify(read)).toContain(':secret:my-company/mcp-??????');
  });

  it('has a time that the reply leaves it', () => {
    const late = () => withTools(() => [Tool.mcp(url, { tools: ['find'], timeout: Duration.seconds(20) })]);
    expect(messageOf(late)).toMatch(/tools\.0\.timeoutSeconds: is more than a reply leaves it/);
  });
});

describe('An opt-out', () => {
  const writes = (tools: Tool[]) => {
    const { stack, byon } = withTools(() => tools);
    return statementsOf(stack, byon).filter(
      ({ Action, Resource }) =>
        JSON.stringify(Action).includes('dynamodb:PutItem') && JSON.stringify(Resource).includes('Registry'),
    );
  };

  it('is all that the turn worker may write into the registry', () => {
    expect(writes([Tool.optOut()])).toMatchObject([
      {
        Action: 'dynamodb:PutItem',
        Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['OPTOUT#*'] } },
      },
    ]);
  });

  it('has a key of its own, which stays when the stack goes, and only the turn worker may read it', () => {
    const { stack, byon } = withTools(() => [Tool.optOut()]);
    const template = Template.fromStack(stack);
    const isOfCallees = { Description: Match.stringLikeRegexp('numbers of callees') };
    const keys = template.findResources('AWS::SecretsManager::Secret', { Properties: isOfCallees });
    const [key] = Object.keys(keys);
    expect(Object.values(keys)).toMatchObject([{ DeletionPolicy: 'Retain' }]);
    const reads = (statements: unknown) => JSON.stringify(statements).split(`"Ref":"${key}"`).length - 1;
    expect(reads(statementsOf(stack, byon))).toBe(1);
    expect(reads(template.findResources('AWS::IAM::Policy'))).toBe(1);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('reply of a turn'),
      Environment: { Variables: Match.objectLike({ CALLEE_KEY_SECRET: { Ref: key } }) },
    });
  });

  it('goes on with the key that an existing table was written with', () => {
    const stack = new Stack(checkedApp(), 'Test');
    const calleeKey = Secret.fromSecretNameV2(stack, 'Known', 'my-company/callees');
    const byon = new Byon(stack, 'Byon', { calleeKey });
    byon.addAgent('reception', receptionist({ tools: [Tool.optOut()] }));
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toContain('numbers of callees');
    expect(JSON.stringify(statementsOf(stack, byon))).toContain(':secret:my-company/callees-??????');
  });

  it('has no key where no agent has the tool', () => {
    const { stack } = withTools(() => [Tool.endCall()]);
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toContain('numbers of callees');
  });

  it('has a key that is not the one by which callers agree to be recorded', () => {
    const tools = [Tool.endCall(), Tool.optOut({ key: '1' })];
    const withRecording = (recording: CallRecording) => () => {
      new Byon(new Stack(checkedApp(), 'Test'), 'Byon').addAgent('a', receptionist({ tools, recording }));
    };
    expect(messageOf(withRecording(CallRecording.consent()))).toMatch(
      /tools\.1\.key: is 1, by which callers agree/,
    );
    expect(withRecording(CallRecording.notice())).not.toThrow();
  });

  it('may not be written for an agent that has no such tool', () => {
    expect(
      writes([Tool.endCall(), Tool.scheduleCallback({ hours: { from: '10:00', to: '18:00' } })]),
    ).toEqual([]);
  });
});

it('passes the checks of AWS Solutions', () => {
  const { app } = withTools((scope) => [
    Tool.lambda(aFunction(scope), BOOKING),
    Tool.http('https://api.example.com/x', { ...BOOKING, name: 'other', secret: 'my-company/tools' }),
    Tool.mcp('https://mcp.example.com/mcp', { tools: ['find'], secret: 'my-company/mcp' }),
    Tool.optOut({ key: '9' }),
    Tool.scheduleCallback(),
  ]);
  expect(() => app.synth()).not.toThrow();
});

it('makes the keys of providers available that are asked when others fail', () => {
  const stack = new Stack(checkedApp(), 'Test');
  const byon = new Byon(stack, 'Byon');
  const providerFallbacks = {
    stt: [Stt.transcribe()],
    llm: [Llm.groq('llama-3.3-70b-versatile')],
    tts: [Tts.polly('neural', { voice: 'Kajal' })],
  };
  const { record } = byon.addAgent('reception', receptionist({ providerFallbacks }));
  expect(record.fallbacks).toMatchObject({
    stt: ['transcribe/standard'],
    llm: ['groq/llama-3.3-70b-versatile'],
    tts: [{ use: 'polly/neural', voice: 'Kajal' }],
  });
  expect(Object.keys(byon.keys.newSecrets).sort()).toEqual(['groq', 'openai']);
  expect(JSON.stringify(statementsOf(stack, byon))).toContain('polly:SynthesizeSpeech');
});

interface Statement {
  Action: unknown;
  Resource: unknown;
}

/** What the turn worker may do. */
function statementsOf(stack: Stack, byon: Byon): Statement[] {
  const role = stack.resolve(byon.conversation.turnWorker.role.roleName) as { Ref: string };
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  return policies
    .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes(role.Ref))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Statement[]);
}

import { LambdaTools } from '../../../../lambda/adapters/tools/lambda-tool';
import { aLambdaTool, aToolContext } from '../../../builders/tool';
import { FakeLambda, NEVER } from '../../../fakes/lambda-functions';

let lambda: FakeLambda;
beforeEach(async () => {
  lambda = await FakeLambda.open();
});
afterEach(() => lambda.close());

const ARGS = { date: '2026-12-01' };
const ask = (signal?: AbortSignal, functions: Record<string, string> = {}) => {
  const tool = aLambdaTool();
  const tools = new LambdaTools({ client: lambda.client, functions });
  return tools.run(tool, { tool, args: ARGS }, aToolContext({ ...(signal && { signal }) }));
};

describe('a tool that is a function', () => {
  it('is given what the model asks and which call it is for', async () => {
    lambda.functions.set('book-appointment', () => ({ slot: 'ten' }));
    expect(await ask()).toBe('{"slot":"ten"}');
    expect(lambda.invocations).toEqual([
      {
        function: 'book-appointment',
        event: {
          tool: 'book',
          arguments: ARGS,
          idempotencyKey: 'call-1-1-1-1',
          call: { id: 'call-1', turn: 1, agent: 'reception', number: '+918041234567', caller: 'anonymous' },
        },
      },
    ]);
  });

  it.each([
    ['words', 'Booked for ten.', 'Booked for ten.'],
    ['nothing', undefined, 'Done.'],
    ['null', null, 'Done.'],
    ['a number', 7, '7'],
  ])('may return %s', async (_, returned, result) => {
    lambda.functions.set('book-appointment', () => returned);
    expect(await ask()).toBe(result);
  });

  it('is found by its ARN where the stack knows it', async () => {
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:stack-book-4F2A';
    lambda.functions.set(arn, () => 'ten');
    expect(await ask(undefined, { 'book-appointment': arn })).toBe('ten');
  });
});

describe('a tool that is a function fails', () => {
  it('when the function throws, without its words', async () => {
    lambda.functions.set('book-appointment', () => {
      throw new TypeError('password of db.internal');
    });
    await expect(ask()).rejects.toMatchObject({
      kind: 'failed',
      message: 'the tool book: its function failed (Unhandled)',
    });
  });

  it.each([
    [403, 'AccessDeniedException', 'refused'],
    [429, 'TooManyRequestsException', 'refused'],
    [500, 'ServiceException', 'failed'],
  ])('when Lambda answers %i, which is not tried again', async (status, type, kind) => {
    lambda.functions.set('book-appointment', () => 'ten');
    lambda.refusals = [{ status, type }];
    await expect(ask()).rejects.toMatchObject({
      kind,
      message: `the tool book: its function could not be invoked (${type})`,
    });
    expect(lambda.invocations).toEqual([]);
  });

  it('when there is no such function', async () => {
    await expect(ask()).rejects.toMatchObject({ kind: 'refused' });
  });

  it('when it is stopped before it has returned', async () => {
    const stop = new AbortController();
    lambda.functions.set('book-appointment', () => {
      stop.abort();
      return NEVER;
    });
    await expect(ask(stop.signal)).rejects.toMatchObject({ kind: 'timeout' });
  });
});

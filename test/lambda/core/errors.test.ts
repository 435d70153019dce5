import { ByonError, InvalidInputError, NotFoundError, ProviderError } from '../../../lambda/core/errors';

describe('errors', () => {
  test('an invalid input tells all its faults, with line and path', () => {
    const error = new InvalidInputError('byon.config.yaml', [
      { path: 'agents.x.llm', message: 'must be provider/model', line: 7 },
      { path: '', message: 'has no numbers' },
    ]);
    expect(error.message).toBe(
      'byon.config.yaml has 2 faults:\n  line 7, agents.x.llm: must be provider/model\n  has no numbers',
    );
    expect(error.faults).toHaveLength(2);
  });

  test('one fault is one fault', () => {
    expect(new InvalidInputError('it', [{ path: 'a', message: 'b' }]).message).toMatch(/^it has 1 fault:/);
  });

  test('each is a ByonError with a name of its own and keeps its cause', () => {
    const cause = new Error('connect ECONNREFUSED');
    const failed = new ProviderError('openai', 'unavailable', 'no answer', { cause });
    expect(failed).toBeInstanceOf(ByonError);
    expect(failed).toMatchObject({
      name: 'ProviderError',
      message: 'openai: no answer',
      kind: 'unavailable',
      cause,
    });
    expect(new NotFoundError('x')).toMatchObject({ name: 'NotFoundError' });
    expect(new InvalidInputError('x', [])).toMatchObject({ name: 'InvalidInputError' });
  });
});

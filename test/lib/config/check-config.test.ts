import { checkConfig } from '../../../lib/config/check-config';

const reception = {
  language: 'en-IN',
  greeting: 'Hello.',
  prompt: 'You are a receptionist.',
  stt: 'openai/gpt-4o-mini-transcribe',
  llm: 'openai/gpt-4.1-mini',
  tts: 'openai/gpt-4o-mini-tts',
};
const kyc = { subscriber: { legalName: 'Asha Clinic', kycStatus: 'verified' } };

function check(agent: object, number: object = {}, more: object = {}, e164 = '+14155550100') {
  const config = {
    agents: { reception: { ...reception, ...agent } },
    numbers: { [e164]: { agent: 'reception', ...number } },
    ...more,
  };
  return checkConfig(config, () => undefined);
}
const pathsOf = (checked: ReturnType<typeof check>) => checked.faults.map(({ path }) => path.join('.'));

describe('checkConfig', () => {
  it('makes records of what has no fault', () => {
    const { config, faults } = check({}, { variables: { clinic: 'Asha' } });
    expect(faults).toEqual([]);
    expect(config!.numbers).toEqual([
      {
        number: '+14155550100',
        agent: 'reception',
        status: 'active',
        variables: { clinic: 'Asha' },
        routes: [],
      },
    ]);
    expect(config!.agents[0]).toMatchObject({
      id: 'reception',
      version: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
  });

  it('gives no config when there is a fault', () => {
    expect(check({ llm: 'nobody/x' }).config).toBeUndefined();
  });

  describe('variables', () => {
    it('knows those that every call has', () => {
      expect(pathsOf(check({ prompt: '{{caller}} {{number}} {{today}} {{time}}' }))).toEqual([]);
    });

    it('knows those that a call has which we make', () => {
      expect(pathsOf(check({ prompt: 'You call {{callee}}: {{purpose}}' }))).toEqual([]);
    });

    it('takes a value from the agent or from the number', () => {
      const given = check({ prompt: '{{a}} {{b}}', variables: { a: '1' } }, { variables: { b: '2' } });
      expect(pathsOf(given)).toEqual([]);
    });

    it('wants a value for an agent without a number, too', () => {
      const { faults } = checkConfig(
        { agents: { reception: { ...reception, greeting: '{{shop}}' } }, numbers: {} },
        () => undefined,
      );
      expect(faults.map(({ path }) => path.join('.'))).toEqual(['agents.reception.greeting']);
    });
  });

  describe('providers that are asked when others fail', () => {
    it('have to be able to do what they are asked for, and to be others', () => {
      const fallbacks = { stt: ['polly/neural'], llm: ['openai/gpt-4.1-mini', 'openai-compatible/llama'] };
      expect(pathsOf(check({ llm: 'openai/gpt-4.1-mini', fallbacks })).sort()).toEqual([
        'agents.reception.fallbacks.llm.0',
        'agents.reception.fallbacks.llm.1',
        'agents.reception.fallbacks.stt.0',
      ]);
    });
  });

  describe('tools', () => {
    const tool = { type: 'lambda', name: 'ask', description: 'Asks.', function: 'ask' };

    it('may not take longer than a reply leaves them', () => {
      const limits = { replySeconds: 10 };
      expect(pathsOf(check({ limits, tools: [{ ...tool, timeoutSeconds: 8 }] }))).toEqual([]);
      expect(pathsOf(check({ limits, tools: [{ ...tool, timeoutSeconds: 9 }] }))).toEqual([
        'agents.reception.tools.0.timeoutSeconds',
      ]);
    });
  });

  describe('transfers', () => {
    it('may go to a number of another agent', () => {
      const { faults } = checkConfig(
        {
          agents: { day: { ...reception, fallback: { transfer: '+14155550101' } }, night: reception },
          numbers: { '+14155550100': { agent: 'day' }, '+14155550101': { agent: 'night' } },
        },
        () => undefined,
      );
      expect(faults).toEqual([]);
    });

    it('may not go back to the agent, by fallback neither', () => {
      expect(pathsOf(check({ fallback: { transfer: '+14155550100' } }))).toEqual([
        'agents.reception.fallback.transfer',
      ]);
    });

    it('must go to a possible number', () => {
      expect(pathsOf(check({ fallback: { transfer: '+1415555019' } }))).toEqual([
        'agents.reception.fallback.transfer',
      ]);
    });
  });

  describe('languages without stock phrases', () => {
    it('are let through with own wording for every phrase that the agent may say', () => {
      const names = [
        ...['reprompt-1', 'reprompt-2', 'goodbye-silent', 'goodbye', 'filler', 'sorry', 'trouble'],
        ...['filler-again', 'time-soon'],
        ...['transferring', 'transfer-failed', 'time-up', 'unknown-number', 'suspended-number'],
      ];
      const phrases = Object.fromEntries(names.map((name) => [name, 'Vanakkam.']));
      expect(pathsOf(check({ language: 'ta-IN', phrases }))).toEqual([]);
    });
  });

  describe("India's registrations", () => {
    it('may declare what the series is for', () => {
      const dlt = { declaredPurposes: ['service', 'transactional'], ...kyc };
      expect(pathsOf(check({}, { dlt }, {}, '+911601000001'))).toEqual([]);
    });

    it('may not declare inbound-only for a 1601 number', () => {
      const dlt = { declaredPurposes: ['inbound-only'], ...kyc };
      expect(pathsOf(check({}, { dlt }, {}, '+911601000001'))).toEqual([
        'numbers.+911601000001.dlt.declaredPurposes',
      ]);
    });

    it('may declare anything for a number outside the series', () => {
      const dlt = { declaredPurposes: ['inbound-only'], ...kyc };
      expect(pathsOf(check({}, { dlt }, {}, '+914440000000'))).toEqual([]);
    });

    it('that lack something let no call be made yet: a warning', () => {
      const dlt = { declaredPurposes: ['service'], ...kyc };
      const { faults, warnings } = check({}, { dlt }, {}, '+914440000000');
      expect(faults).toEqual([]);
      expect(warnings.map(({ path }) => path.join('.')).filter((path) => path.includes('dlt'))).toEqual(
        ['principalEntity', 'telemarketer', 'binding', 'autodiallerNotices'].map(
          (name) => `numbers.+914440000000.dlt.${name}`,
        ),
      );
    });

    it('that are wrong are faults, with the source of the rule', () => {
      const dlt = { declaredPurposes: ['promotional'], ...kyc };
      expect(check({}, { dlt }, {}, '+914440000000').faults).toMatchObject([
        {
          path: ['numbers', '+914440000000', 'dlt', 'declaredPurposes'],
          message: expect.stringMatching(/may come from 140 numbers only \(TRAI .*\)$/),
        },
      ]);
    });

    it('belong to Indian numbers only', () => {
      const dlt = { declaredPurposes: ['inbound-only'], ...kyc };
      expect(pathsOf(check({}, { dlt }))).toEqual(['numbers.+14155550100.dlt']);
    });
  });

  describe('providers', () => {
    it('take an OpenAI-compatible server with its address, with or without key', () => {
      const providers = { 'openai-compatible': { baseUrl: 'http://10.0.0.5:11434/v1', key: false } };
      expect(pathsOf(check({ llm: 'openai-compatible/llama3.2' }, {}, { providers }))).toEqual([]);
    });

    it.each(['my-company/openai', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:openai-AbCdEf'])(
      'take the secret %s',
      (secret) => {
        expect(pathsOf(check({}, {}, { providers: { openai: { secret } } }))).toEqual([]);
      },
    );
  });

  it.each([
    [{ prompt: 3 }, 'agents.reception.prompt', 'must be text or an object'],
    [{ prompt: { fil: 'x' } }, 'agents.reception.prompt.file', 'is missing'],
    [{ fallback: { transfer: 'nobody' } }, 'agents.reception.fallback.transfer', 'must be E.164'],
    [{ tools: 'end-call' }, 'agents.reception.tools', 'must be a list; it is "end-call"'],
    [{ tools: [{ type: 'end-call', to: 'x' }] }, 'agents.reception.tools.0.to', 'is not known here'],
    [{ listening: { reprompts: 'two' } }, 'agents.reception.listening.reprompts', 'it is "two"'],
  ])('puts %j into words', (agent, path, words) => {
    const { faults } = check(agent);
    expect(faults.map((fault) => [fault.path.join('.'), fault.message])).toContainEqual([
      path,
      expect.stringContaining(words),
    ]);
  });

  it('takes nonsense for what it is', () => {
    for (const nonsense of [null, undefined, 7, 'text', [], { agents: [], numbers: 3, providers: 'x' }]) {
      expect(checkConfig(nonsense, () => undefined).faults).not.toEqual([]);
    }
  });
});

import { checkConfig } from '../../../lib/config/check-config';

const reception = {
  language: 'en-IN',
  greeting: 'Hello.',
  prompt: 'You are a receptionist.',
  stt: 'openai/gpt-4o-mini-transcribe',
  llm: 'openai/gpt-4.1-mini',
  tts: 'openai/gpt-4o-mini-tts',
};

function check(endpoint: unknown, numbers: object = { '+14155550100': { agent: 'reception' } }) {
  return checkConfig({ agents: { reception }, numbers, endpoint }, () => undefined);
}
const faultsOf = (...given: Parameters<typeof check>) =>
  check(...given).faults.map(({ path, message }) => [path.join('.'), message]);
const warningsOf = (...given: Parameters<typeof check>) =>
  check(...given).warnings.map(({ path, message }) => [path.join('.'), message]);

const SOUND = { callsFrom: ['twilio'] };
const dlt = (mediaMustStayInIndia: boolean) => ({
  declaredPurposes: ['inbound-only'],
  subscriber: { legalName: 'Asha Clinic', kycStatus: 'verified' },
  mediaMustStayInIndia,
});

describe('the section endpoint', () => {
  it('may be left out: encrypted, IPv4, and nobody calls yet', () => {
    const { config, warnings } = check(undefined);
    expect(config!.endpoint).toEqual({
      encryption: true,
      networkType: 'ipv4',
      callsFrom: [],
      callsPerSecond: 1,
      origination: [],
      logs: { sip: false, media: false, messages: false },
    });
    expect(warnings).toEqual([
      { path: ['endpoint', 'callsFrom'], message: expect.stringMatching(/no carrier can call yet/) },
    ]);
  });

  it('takes all that an endpoint has', () => {
    const { faults, warnings, config } = check({
      name: 'Reception 1',
      encryption: false,
      networkType: 'dual-stack',
      callsFrom: ['twilio', 'vobiz', '8.8.8.8'],
      callingRegions: ['US', 'IN'],
      callsPerSecond: 1,
      callerId: '+14155550100',
      credentials: { secret: 'carriers/digest', revision: '2' },
      origination: [
        { host: 'sip.example.com', protocol: 'UDP' },
        { host: '8.8.4.4', port: 5080 },
      ],
      logs: { sip: true },
      experimentalStreaming: {},
    });
    expect([faults, warnings]).toEqual([[], []]);
    expect(config!.endpoint.origination).toEqual([
      { host: 'sip.example.com', protocol: 'UDP', priority: 1, weight: 1 },
      { host: '8.8.4.4', port: 5080, protocol: 'TCP', priority: 1, weight: 1 },
    ]);
    expect(config!.endpoint.logs).toEqual({ sip: true, media: false, messages: false });
    expect(config!.endpoint.experimentalStreaming).toEqual({ retentionHours: 0 });
  });

  it('has every fault told at once', () => {
    const faults = faultsOf({
      name: 'a/b',
      encryption: 'yes',
      networkType: 'ipv6',
      callsFrom: ['twillio', 7],
      callingRegions: ['usa'],
      callsPerSecond: 1.5,
      callerId: '4155550100',
      origination: [{ host: 'pbx', port: 70_000, priority: 0 }],
      logs: { all: true },
      experimentalStreaming: { retentionHours: -1 },
    });
    expect(faults.map(([path]) => path)).toEqual([
      'endpoint.name',
      'endpoint.encryption',
      'endpoint.networkType',
      'endpoint.callsFrom.1',
      'endpoint.callingRegions.0',
      'endpoint.callsPerSecond',
      'endpoint.callerId',
      'endpoint.origination.0.host',
      'endpoint.origination.0.port',
      'endpoint.origination.0.priority',
      'endpoint.logs.all',
      'endpoint.experimentalStreaming.retentionHours',
      'endpoint.callsFrom.0',
    ]);
  });

  it('has encryption and UDP contradict each other, in the config as it is without encryption', () => {
    const origination = [{ host: 'sip.example.com', protocol: 'UDP' }];
    expect(faultsOf({ ...SOUND, origination })).toEqual([
      ['endpoint.origination.0.protocol', expect.stringMatching(/must be TCP/)],
    ]);
    expect(faultsOf({ ...SOUND, origination, encryption: false })).toEqual([]);
  });

  it('has settings for callers mean nothing where there are none', () => {
    expect(faultsOf({ credentials: { secret: 'carriers/digest' }, callerId: '+14155550100' })).toEqual([
      ['endpoint.callerId', expect.stringMatching(/give callsFrom/)],
      ['endpoint.credentials', expect.stringMatching(/give callsFrom/)],
    ]);
  });

  it('warns of ranges that are split', () => {
    expect(warningsOf({ callsFrom: ['54.172.60.0/24'] })).toEqual([
      ['endpoint.callsFrom.0', expect.stringMatching(/split into 8 ranges/)],
    ]);
  });

  it.each([null, 7, 'twilio', []])('is not %j', (nonsense) => {
    expect(faultsOf(nonsense)[0]![0]).toBe('endpoint');
  });
});

describe('Indian numbers on an endpoint that is not in India', () => {
  it('are doubted once, however many there are', () => {
    const numbers = Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [`+9198765432${10 + i}`, { agent: 'reception' }]),
    );
    expect(warningsOf(SOUND, numbers)).toEqual([
      ['numbers.+919876543210', expect.stringMatching(/is Indian, like 49 more: .*Singapore/)],
    ]);
  });

  it('are faulty where their media must stay, each', () => {
    const numbers = {
      '+919876543210': { agent: 'reception', dlt: dlt(true) },
      '+919876543211': { agent: 'reception', dlt: dlt(false) },
      '+919876543212': { agent: 'reception', dlt: dlt(true) },
    };
    expect(faultsOf(SOUND, numbers)).toEqual([
      ['numbers.+919876543210.dlt.mediaMustStayInIndia', expect.stringMatching(/no region in India/)],
      ['numbers.+919876543212.dlt.mediaMustStayInIndia', expect.stringMatching(/no region in India/)],
    ]);
  });

  it('are not those of other countries', () => {
    expect(warningsOf(SOUND)).toEqual([]);
  });
});

import * as path from 'node:path';
import { InvalidInputError, type Fault } from '../../../lambda/core/errors';
import { loadConfig } from '../../../lib';
import { checkConfig } from '../../../lib/config/check-config';

const reception = {
  language: 'en-IN',
  greeting: 'Hello.',
  prompt: 'You are a receptionist.',
  stt: 'openai/gpt-4o-mini-transcribe',
  llm: 'openai/gpt-4.1-mini',
  tts: 'openai/gpt-4o-mini-tts',
};
const US = '+14155550100';
const INDIAN = '+919876543210';

function check(carriers: object, numbers: Record<string, object> = {}, endpoint: object = {}) {
  const answered = Object.entries(numbers).map(([number, more]) => [number, { agent: 'reception', ...more }]);
  return checkConfig(
    { agents: { reception }, numbers: Object.fromEntries(answered) as object, carriers, endpoint },
    () => undefined,
  );
}
const told = (findings: { path: readonly (string | number)[]; message: string }[]) =>
  findings.map(({ path, message }) => [path.join('.'), message]);
const faultsOf = (...given: Parameters<typeof check>) => told(check(...given).faults);
const warningsOf = (...given: Parameters<typeof check>) => told(check(...given).warnings);

const twilio = { type: 'twilio', secret: 'carriers/twilio', admission: 'stand-in' };
const vobiz = { type: 'vobiz', secret: 'carriers/vobiz', applicationId: '17' };
const exotel = { type: 'exotel', secret: 'carriers/exotel', onRequestApproved: true, flowId: '4711' };
const pbx = { type: 'sip', callsFrom: ['8.8.8.8'] };
const without = (carrier: object, name: string) =>
  Object.fromEntries(Object.entries(carrier).filter(([key]) => key !== name));

describe('the section carriers', () => {
  it('may be left out, and numbers may have no carrier', () => {
    const { config, faults } = checkConfig({ agents: { reception }, numbers: {} }, () => undefined);
    expect(faults).toEqual([]);
    expect(config!.carriers).toEqual({});
  });

  it('has the standard of every kind', () => {
    const { config, faults } = check({
      a: { type: 'twilio', secret: 'a', chimeNumber: '+17035550100' },
      b: { type: 'vobiz', secret: 'b' },
      c: { type: 'exotel', secret: 'c', onRequestApproved: true },
      d: { type: 'sip', preset: 'telnyx' },
    });
    expect(faults).toEqual([]);
    expect(config!.carriers).toEqual({
      a: {
        type: 'twilio',
        secret: 'a',
        admission: 'chime-number',
        chimeNumber: '+17035550100',
        outbound: false,
      },
      b: { type: 'vobiz', secret: 'b', admission: 'stand-in', outbound: false },
      c: { type: 'exotel', secret: 'c', onRequestApproved: true, cluster: 'mumbai' },
      d: { type: 'sip', preset: 'telnyx', callsFrom: [], codecs: ['PCMU'], routes: [] },
    });
  });

  it('has no two names that differ in hyphens only, since the outputs of a stack have none', () => {
    expect(faultsOf({ 'a-b': twilio, ab: vobiz, 'a-bc': exotel, 'a-c': pbx })).toEqual([
      ['carriers.ab', expect.stringMatching(/^is a-b but for hyphens.*another id$/)],
    ]);
  });

  it('gives its numbers their carrier, and a takeover where one is wanted', () => {
    const numbers = {
      [US]: { carrier: 'twilio', takeover: true },
      '+14155550101': { carrier: 'twilio' },
    };
    const { config } = check({ twilio }, numbers);
    expect(config!.numbers.map(({ number, carrier, takeover }) => [number, carrier, takeover])).toEqual([
      [US, 'twilio', true],
      ['+14155550101', 'twilio', undefined],
    ]);
    expect(config!.numbers[1]).not.toHaveProperty('takeover');
  });

  it.each([
    ['twilio', twilio],
    ['vobiz', vobiz],
    ['pbx', pbx],
  ])('lets %s call, so that nobody else has to be named', (name, carrier) => {
    expect(warningsOf({ [name]: carrier })).toEqual([]);
    expect(faultsOf({ [name]: carrier }, {}, { callerId: '+17035550100' })).toEqual([]);
  });
});

describe('faults of a carrier', () => {
  it.each<[object, string, RegExp]>([
    [without(twilio, 'type'), 'type', /twilio, vobiz, exotel, sip/],
    [{ ...twilio, type: 'twillio' }, 'type', /twilio, vobiz, exotel, sip/],
    [without(twilio, 'secret'), 'secret', /is missing/],
    [{ ...twilio, secret: '0123456789abcdef0123456789abcdef' }, 'secret', /looks like the credentials/],
    [{ ...twilio, applicationID: '17' }, 'applicationID', /did you mean applicationId/],
    [without(twilio, 'admission'), 'chimeNumber', /admission: stand-in .* admission: trunk /],
    [{ ...vobiz, admission: 'chime-number' }, 'chimeNumber', /is missing/],
    [{ ...twilio, chimeNumber: '+17035550100' }, 'chimeNumber', /admission is stand-in/],
    [{ ...twilio, admission: 'chime-number', chimeNumber: '7035550100' }, 'chimeNumber', /E\.164/],
    [{ ...vobiz, admission: 'trunk' }, 'applicationId', /admission is trunk/],
    [{ ...exotel, onRequestApproved: false }, 'onRequestApproved', /ask for it first/],
    [{ ...exotel, flowId: 'my flow' }, 'flowId', /number of a flow/],
    [{ type: 'sip' }, 'callsFrom', /name the signalling addresses/],
    [{ type: 'sip', preset: 'telnix' }, 'preset', /did you mean telnyx/],
    [{ ...pbx, callsFrom: ['10.0.0.1'] }, 'callsFrom.0', /not public/],
    [{ ...pbx, codecs: ['PCMA'] }, 'codecs', /must have PCMU/],
    [{ ...pbx, transport: 'udp' }, 'transport', /have the carrier call with tls/],
    [{ ...pbx, routes: [{ host: 'sip.example.com', protocol: 'UDP' }] }, 'routes.0.protocol', /must be TCP/],
  ])('%j has one', (carrier, path, message) => {
    expect(faultsOf({ mine: carrier })).toEqual([[`carriers.mine.${path}`, expect.stringMatching(message)]]);
  });

  it('are TLS where the endpoint is not encrypted', () => {
    const tls = { ...pbx, transport: 'tls' };
    expect(faultsOf({ tls }, {}, { encryption: false })).toEqual([
      ['carriers.tls.transport', expect.stringMatching(/endpoint is not encrypted/)],
    ]);
  });

  it('are told all at once, those of its numbers too', () => {
    const carriers = { twilio: { type: 'twilio', secret: 'a b' }, exotel: { type: 'exotel', secret: 'x' } };
    const numbers = { [INDIAN]: { carrier: 'twilio' }, [US]: { carrier: 'twillio', takeover: 'yes' } };
    expect(faultsOf(carriers, numbers).map(([path]) => path)).toEqual([
      `numbers.${US}.takeover`,
      'carriers.twilio.secret',
      'carriers.exotel.onRequestApproved',
      'carriers.twilio.chimeNumber',
      `numbers.${INDIAN}.carrier`,
      `numbers.${US}.carrier`,
    ]);
  });
});

describe('faults of numbers and carriers', () => {
  it.each<[object, Record<string, object>, string, RegExp]>([
    [{ twilio }, { [US]: { carrier: 'twilo' } }, `numbers.${US}.carrier`, /did you mean twilio/],
    [
      { twilio },
      { [INDIAN]: { carrier: 'twilio' } },
      `numbers.${INDIAN}.carrier`,
      /international \(non-Indian\)/,
    ],
    [{}, { [US]: { takeover: true } }, `numbers.${US}.takeover`, /no carrier is named/],
    [{ pbx }, { [US]: { carrier: 'pbx', takeover: true } }, `numbers.${US}.takeover`, /nothing to take over/],
    [
      { vobiz: without(vobiz, 'applicationId') },
      { [INDIAN]: { carrier: 'vobiz' } },
      'carriers.vobiz.applicationId',
      /Deploy once without them/,
    ],
    [
      { exotel: without(exotel, 'flowId') },
      { [INDIAN]: { carrier: 'exotel' } },
      'carriers.exotel.flowId',
      /Deploy once without them/,
    ],
  ])('of %j with %j', (carriers, numbers, path, message) => {
    expect(faultsOf(carriers, numbers)).toEqual([[path, expect.stringMatching(message)]]);
  });

  it('are none before Vobiz and Exotel have numbers', () => {
    const unfinished = { vobiz: without(vobiz, 'applicationId'), exotel: without(exotel, 'flowId') };
    expect(faultsOf(unfinished)).toEqual([]);
  });

  it('say once of a carrier what all its numbers lack', () => {
    const numbers = { [INDIAN]: { carrier: 'exotel' }, '+919876543211': { carrier: 'exotel' } };
    expect(faultsOf({ exotel: without(exotel, 'flowId') }, numbers)).toHaveLength(1);
  });
});

describe('warnings of carriers', () => {
  it('are numbers at an Indian carrier that are not Indian, once', () => {
    const numbers = Object.fromEntries([US, '+14155550101'].map((number) => [number, { carrier: 'vobiz' }]));
    expect(warningsOf({ vobiz }, numbers)).toEqual([
      [`numbers.${US}.carrier`, expect.stringMatching(/like 1 more, is not/)],
    ]);
  });

  it('are Exotel without the ranges that it assigned', () => {
    expect(warningsOf({ exotel }, {}, { callsFrom: ['twilio'] })).toEqual([
      ['carriers.exotel', expect.stringMatching(/ask Exotel which ones/)],
    ]);
    expect(warningsOf({ exotel }, {}, { callsFrom: ['8.8.8.8'] })).toEqual([]);
  });

  it('are that Indian calls leave the country, whatever their carrier', () => {
    expect(warningsOf({ vobiz }, { [INDIAN]: { carrier: 'vobiz' } })).toEqual([
      [`numbers.${INDIAN}`, expect.stringMatching(/leaves the country/)],
    ]);
  });

  it('are wide ranges that have to be split, and PCMU as the second choice', () => {
    expect(warningsOf({ pbx: { ...pbx, callsFrom: ['8.8.8.0/24'], codecs: ['PCMA', 'PCMU'] } })).toEqual([
      ['carriers.pbx.callsFrom.0', expect.stringMatching(/split into 8/)],
      ['carriers.pbx.codecs', expect.stringMatching(/PCMU first/)],
    ]);
  });
});

describe('a file with carriers', () => {
  const file = (name: string) => path.join(__dirname, 'fixtures', name);

  it('has no fault where it is right, and warns of what leaves India', () => {
    const config = loadConfig(file('carriers.yaml'));
    expect(Object.keys(config.carriers)).toHaveLength(7);
    expect(config.warnings.map(({ path: at }) => at)).toEqual(['numbers.+919876543210']);
  });

  it('has every fault told with its line', () => {
    const expected: [line: number, path: string, words: RegExp][] = [
      [13, 'numbers.+14155550100.carrier', /did you mean twilio/],
      [16, 'numbers.+14155550101.takeover', /no carrier is named/],
      [19, 'numbers.+919876543210.carrier', /non-Indian/],
      [29, 'numbers.+919876543213.takeover', /nothing to take over/],
      [32, 'carriers.twilio.chimeNumber', /is missing/],
      [34, 'carriers.twilio.secret', /looks like the credentials/],
      [39, 'carriers.plain.chimeNumber', /admission is stand-in/],
      [40, 'carriers.vobiz.applicationId', /is missing, and numbers are with this carrier/],
      [47, 'carriers.by-trunk.applicationId', /admission is trunk/],
      [48, 'carriers.exotel.flowId', /is missing, and numbers are with this carrier/],
      [51, 'carriers.exotel.onRequestApproved', /ask for it first/],
      [52, 'carriers.jio.callsFrom', /is empty/],
      [54, 'carriers.jio.transport', /endpoint is encrypted/],
      [55, 'carriers.jio.codecs', /PCMU/],
      [58, 'carriers.plivo.preset', /did you mean plivo/],
      [60, 'carriers.other.type', /must be one of twilio, vobiz, exotel, sip/],
      [61, 'carriers.wrong name', /lower-case letters/],
    ];
    const faults = faultsIn(file('faulty-carriers.yaml'));
    expect(faults.map(({ line, path: at }) => [line, at])).toEqual(expected.map(([line, at]) => [line, at]));
    for (const [i, [, , words]] of expected.entries()) expect(faults[i]!.message).toMatch(words);
    expect(JSON.stringify(faults)).not.toContain('0123456789abcdef');
  });
});

function faultsIn(file: string): readonly Fault[] {
  try {
    loadConfig(file);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.faults;
    throw error;
  }
  throw new Error('nothing was thrown');
}

import { checkConfig } from '../../../lib/config/check-config';
import { agentInput } from '../../builders/agent';

const secret = 'carrier';
const VOBIZ = { type: 'vobiz', secret, applicationId: '17' };

function told(outbound: unknown, carriers: Record<string, unknown> = { vobiz: VOBIZ }) {
  const agents = { reception: agentInput({ stt: 'openai/a', llm: 'openai/b', tts: 'openai/c' }) };
  const { faults, config } = checkConfig(
    { agents, numbers: {}, carriers, ...(outbound === undefined ? {} : { outbound }) },
    () => undefined,
  );
  const own = faults.filter(({ path }) => path[0] === 'outbound');
  return { faults: own.map(({ path, message }) => `${path.join('.')}: ${message}`), config };
}

it('is left out where the stack makes no calls', () => {
  const { faults, config } = told(undefined, {});
  expect(faults).toEqual([]);
  expect(config).not.toHaveProperty('outbound');
});

it('is as it was written, with its standards', () => {
  const { config } = told({ countries: ['IN'], carriers: { vobiz: { callsPerSecond: 0.5 } } });
  expect(config?.outbound).toEqual({
    countries: ['IN'],
    callsPerDay: 1000,
    carriers: { vobiz: { callsPerSecond: 0.5, callsAtOnce: 10 } },
  });
});

it('tells every fault', () => {
  const { faults } = told({ countries: ['India'], callsPerDay: 0, carriers: { vobis: {} }, zone: 'IN' });
  expect(faults.sort()).toEqual([
    expect.stringMatching(/^outbound\.callsPerDay: must be at least 1/),
    expect.stringMatching(/^outbound\.carriers\.vobis: names no carrier; did you mean vobiz\?/),
    expect.stringMatching(/^outbound\.countries\.0: must be a country by its two capital letters/),
    expect.stringMatching(/^outbound\.zone: is not known here/),
  ]);
  expect(told({}).faults).toEqual([expect.stringMatching(/^outbound\.countries: is missing/)]);
  expect(told({ countries: [] }).faults).toEqual([
    expect.stringMatching(/^outbound\.countries: must be at least 1 entries long/),
  ]);
});

it.each([
  ['none', {}],
  ['a PBX', { pbx: { type: 'sip', callsFrom: ['54.172.60.0/30'] } }],
  ['a trunk that only brings calls', { vobiz: { type: 'vobiz', secret, admission: 'trunk' } }],
  ['Exotel without its flow', { exotel: { type: 'exotel', secret, onRequestApproved: true } }],
])('needs a carrier that can dial: %s cannot', (_, carriers) => {
  expect(told({ countries: ['IN'] }, carriers).faults).toEqual([
    expect.stringMatching(/^outbound: has no carrier that can be dialled through: add one of type vobiz/),
  ]);
});

it.each([
  ['Vobiz', { vobiz: { ...VOBIZ, applicationId: undefined } }],
  ['a trunk that also calls out', { vobiz: { type: 'vobiz', secret, admission: 'trunk', outbound: true } }],
  ['Twilio', { twilio: { type: 'twilio', secret, admission: 'stand-in' } }],
  ['Exotel', { exotel: { type: 'exotel', secret, onRequestApproved: true, flowId: '7' } }],
])('has one in %s', (_, carriers) => {
  expect(told({ countries: ['IN'] }, carriers).faults).toEqual([]);
});

it('says of a limit for a carrier that cannot dial what it needs', () => {
  const carriers = { vobiz: VOBIZ, pbx: { type: 'sip', callsFrom: ['54.172.60.0/30'] } };
  expect(told({ countries: ['IN'], carriers: { pbx: {} } }, carriers).faults).toEqual([
    expect.stringMatching(/^outbound\.carriers\.pbx: cannot be dialled through: add one of type/),
  ]);
});

it('asks Exotel no faster than it answers', () => {
  const carriers = { exotel: { type: 'exotel', secret, onRequestApproved: true, flowId: '7' } };
  const at = (callsPerSecond: number) =>
    told({ countries: ['IN'], carriers: { exotel: { callsPerSecond } } }, carriers).faults;
  expect(at(2)).toEqual([]);
  expect(at(2.5)).toEqual([
    'outbound.carriers.exotel.callsPerSecond: must be at most 2, since Exotel takes 200 requests a minute; it is 2.5',
  ]);
});

it('holds a carrier with faults of its own against nobody else', () => {
  expect(told({ countries: ['IN'], carriers: { vobiz: {} } }, { vobiz: { type: 'vobis' } }).faults).toEqual(
    [],
  );
});

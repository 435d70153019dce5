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

it('is closed on days of the calendar', () => {
  const outbound = { countries: ['IN'], closedOn: ['2026-12-25', '2027-02-28'] };
  expect(told(outbound)).toMatchObject({ faults: [], config: { outbound } });
  expect(told({ countries: ['IN'], closedOn: ['25.12.2026', '2027-02-29'] }).faults).toEqual([
    expect.stringMatching(/^outbound\.closedOn\.0: must be a day of the calendar, as in 2026-12-25/),
    expect.stringMatching(/^outbound\.closedOn\.1: must be a day of the calendar/),
  ]);
});

it('fits into the function that dials', () => {
  const days = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      new Date(Date.UTC(2027, 0, 1) + i * 86_400_000).toISOString().slice(0, 10),
    );
  expect(told({ countries: ['IN'], closedOn: days(150) }).faults).toEqual([]);
  expect(told({ countries: ['IN'], closedOn: days(366) }).faults).toEqual([
    expect.stringMatching(/^outbound: is too long: .* come to 4810 bytes, and 2400 fit/),
  ]);
});

describe('a cap on what calls cost', () => {
  const faults = (spending: unknown, countries = ['IN', 'US']) => told({ countries, spending }).faults;

  it('is as it was written', () => {
    const spending = { perDay: 50, pricePerMinute: { IN: 0.65, US: 0.014 } };
    expect(told({ countries: ['IN', 'US'], spending })).toMatchObject({
      faults: [],
      config: { outbound: { spending } },
    });
  });

  it('needs the price of every country that is called, and of no other', () => {
    expect(faults({ perDay: 50, pricePerMinute: { GB: 1, IN: 0.65 } })).toEqual([
      'outbound.spending.pricePerMinute.US: is missing: add what a minute to US costs you, or take US out of countries',
      'outbound.spending.pricePerMinute.GB: is a price of a country that is not called: add GB to countries, or take ' +
        'the price out',
    ]);
  });

  it('has amounts that can be counted', () => {
    expect(faults({ perDay: 0, pricePerMinute: { IN: -1, US: 0.1000001 } }).sort()).toEqual([
      expect.stringMatching(/^outbound\.spending\.perDay: must be at least 0\.000001/),
      expect.stringMatching(/^outbound\.spending\.pricePerMinute\.IN: must be at least 0\.000001/),
      expect.stringMatching(/^outbound\.spending\.pricePerMinute\.US: must have six digits after the point/),
    ]);
    expect(faults({ perDay: 50 })).toEqual([
      expect.stringMatching(/^outbound\.spending\.pricePerMinute: is missing/),
    ]);
  });
});

it('holds a carrier with faults of its own against nobody else', () => {
  expect(told({ countries: ['IN'], carriers: { vobiz: {} } }, { vobiz: { type: 'vobis' } }).faults).toEqual(
    [],
  );
});

import { Carrier, SipEndpoint } from '../../../lib';
import { faultsOf } from '../endpoint/line';
import { CALL_HANDLER, CarrierStack } from './carrier-stack';

const RANGES = { callsFrom: ['8.8.8.8'] };

function faults(options: Parameters<typeof Carrier.sip>[0], requireEncryption = true) {
  const { byon } = new CarrierStack({ endpoint: SipEndpoint.chime({ requireEncryption }) });
  return faultsOf(() => byon.addCarrier('pbx', Carrier.sip(options)));
}

describe('a SIP trunk', () => {
  it('is let in, called, and read with its country', () => {
    const given = new CarrierStack();
    const { byon, agent } = given;
    const carrier = byon.addCarrier(
      'jio',
      Carrier.sip({ ...RANGES, country: 'IN', transport: 'tls', routes: [{ host: 'sip.example.com' }] }),
    );
    byon.addNumber('+919876543210', { agent, carrier });
    given.template().hasResourceProperties('Custom::ByonTermination', { CidrAllowedList: ['8.8.8.8/32'] });
    given
      .template()
      .hasResourceProperties('Custom::ByonOrigination', { Routes: [{ Host: 'sip.example.com' }] });
    expect(given.environmentOf(CALL_HANDLER)).toMatchObject({ HOME_COUNTRIES: 'IN' });
    expect(byon.records().numbers[0]).toMatchObject({ carrier: 'jio' });
  });

  it('has nothing provisioned, no bridge, no secret and no function of its own', () => {
    const given = new CarrierStack();
    const before = Object.keys(given.template().toJSON().Resources as object).length;
    const other = new CarrierStack();
    const { byon, agent } = other;
    byon.addNumber('+14155550100', { agent, carrier: byon.addCarrier('pbx', Carrier.sip(RANGES)) });
    const termination = 2;
    expect(Object.keys(other.template().toJSON().Resources as object)).toHaveLength(before + termination);
  });

  it('brings the ranges of a preset', () => {
    const given = new CarrierStack();
    given.byon.addCarrier('telnyx', Carrier.sip({ preset: 'telnyx' }));
    const [termination] = Object.values(given.template().findResources('Custom::ByonTermination'));
    expect(termination!.Properties.CidrAllowedList).toContain('192.76.120.10/32');
  });
});

describe('faults of a SIP trunk', () => {
  it.each([
    [{}, 'callsFrom', /is empty/],
    [{ preset: 'telnix' }, 'preset', /did you mean telnyx/],
    [{ callsFrom: ['10.0.0.1'] }, 'callsFrom.0', /not public/],
    [{ ...RANGES, codecs: ['PCMA' as const] }, 'codecs', /PCMU/],
    [{ ...RANGES, country: 'India' }, 'country', /ISO 3166/],
    [{ ...RANGES, transport: 'udp' as const }, 'transport', /the endpoint is encrypted/],
    [{ ...RANGES, transport: 'tcp' as const }, 'transport', /the endpoint is encrypted/],
    [{ ...RANGES, routes: [{ host: '10.0.0.1' }] }, 'routes.0.host', /not public/],
    [
      { ...RANGES, routes: [{ host: 'a.example.com', protocol: 'UDP' as const }] },
      'routes.0.protocol',
      /TCP/,
    ],
  ])('%j has one', (options, path, message) => {
    expect(faults(options)).toEqual([[path, expect.stringMatching(message)]]);
  });

  it('are TLS on an endpoint without encryption', () => {
    expect(faults({ ...RANGES, transport: 'tls' }, false)).toEqual([
      ['transport', expect.stringMatching(/endpoint is not encrypted/)],
    ]);
  });

  it('are numbers to take over', () => {
    const { byon, agent } = new CarrierStack();
    const carrier = byon.addCarrier('pbx', Carrier.sip(RANGES));
    expect(faultsOf(() => byon.addNumber('+14155550100', { agent, carrier, takeover: true }))).toEqual([
      ['takeover', expect.stringMatching(/nothing to take over/)],
    ]);
  });
});

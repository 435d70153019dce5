import { Carrier, SipEndpoint } from '../../../lib';
import { faultsOf, warningsOf } from '../endpoint/line';
import { CALL_HANDLER, CarrierStack, getAtt, inClear } from './carrier-stack';

const approved = { onRequestApproved: true as const };

function exotelIn(given: CarrierStack, options: { flowId?: string; cluster?: 'singapore' } = {}) {
  const { byon, credentials } = given;
  return byon.addCarrier('exotel', Carrier.exotel({ credentials, ...approved, ...options }));
}

describe('Exotel', () => {
  it('has a trunk that dials the connector, and tells it before there is a flow', () => {
    const given = new CarrierStack();
    const exotel = exotelIn(given);
    const host = getAtt(given.idOf('Custom::ByonVoiceConnector'), 'OutboundHostName');
    given.template().hasResourceProperties('Custom::ByonExotelTrunk', {
      Cluster: 'mumbai',
      Destination: { 'Fn::Join': ['', [host, ':5061;transport=tls']] },
    });
    const value = getAtt(given.idOf('Custom::ByonExotelTrunk'), 'TrunkSid');
    expect(given.resolve(exotel.outputs)).toEqual([
      { name: 'TrunkSid', value, description: expect.stringMatching(/Connect applet/) },
    ]);
  });

  it('dials a connector without encryption by TCP', () => {
    const given = new CarrierStack(inClear);
    exotelIn(given);
    expect(JSON.stringify(given.template().findResources('Custom::ByonExotelTrunk'))).toContain(
      ':5060;transport=tcp',
    );
  });

  it('connects numbers to its flow', () => {
    const given = new CarrierStack();
    const carrier = exotelIn(given, { flowId: '4711', cluster: 'singapore' });
    given.byon.addNumber('+919876543210', { agent: given.agent, carrier });
    given.template().hasResourceProperties('Custom::ByonCarrierNumbers', {
      Target: {
        Type: 'exotel-flow',
        Cluster: 'singapore',
        FlowId: '4711',
        TrunkSid: getAtt(given.idOf('Custom::ByonExotelTrunk'), 'TrunkSid'),
      },
    });
  });

  it('refuses numbers without a flow, and tells the way', () => {
    const given = new CarrierStack();
    const carrier = exotelIn(given);
    expect(faultsOf(() => given.byon.addNumber('+919876543210', { agent: given.agent, carrier }))).toEqual([
      ['carrier.flowId', expect.stringMatching(/Deploy once without them.*Connect applet/)],
    ]);
  });

  it('has the call handler read Indian numbers, and find dials without a reference', () => {
    const given = new CarrierStack();
    exotelIn(given);
    const environment = given.environmentOf(CALL_HANDLER);
    expect(environment).toMatchObject({ HOME_COUNTRIES: 'IN', DIALS_WITHOUT_REFERENCE: 'true' });
    expect(environment).not.toHaveProperty('CALL_KEY_SECRET');
  });

  it.each([
    [[], [expect.stringMatching(/no carrier can call yet/), expect.stringMatching(/ask Exotel which ones/)]],
    [['twilio'], [expect.stringMatching(/ask Exotel which ones/)]],
    [['8.8.8.8'], []],
  ])('lets in whom it is told to: %j', (callsFrom, warnings) => {
    const given = new CarrierStack({ endpoint: SipEndpoint.chime({ callsFrom }) });
    exotelIn(given);
    expect(warningsOf(given.byon)).toEqual(expect.arrayContaining(warnings));
    expect(warningsOf(given.byon)).toHaveLength(warnings.length);
  });
});

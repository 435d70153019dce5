import { Admission, Carrier } from '../../../lib';
import { faultsOf, warningsOf } from '../endpoint/line';
import { BRIDGE, CALL_HANDLER, CarrierStack, getAtt, inClear } from './carrier-stack';

const NUMBER = '+919876543210';

describe('Vobiz by the bridge', () => {
  it('tells the addresses of its application before it has one', () => {
    const given = new CarrierStack();
    const { byon, credentials } = given;
    const vobiz = byon.addCarrier('vobiz', Carrier.vobiz({ credentials }));
    const [url] = Object.keys(given.template().findResources('AWS::Lambda::Url'));
    const address = (step: string) => ({ 'Fn::Join': ['', [getAtt(url!, 'FunctionUrl'), `vobiz/${step}`]] });
    expect(given.resolve(vobiz.outputs)).toEqual([
      { name: 'AnswerUrl', value: address('voice'), description: expect.stringMatching(/^Answer URL/) },
      { name: 'HangupUrl', value: address('status'), description: expect.stringMatching(/^Hangup URL/) },
    ]);
    given.template().resourceCountIs('Custom::ByonCarrierNumbers', 0);
  });

  it('takes numbers once it has its application, by the stand-in number and a key', () => {
    const given = new CarrierStack();
    const { byon, agent, credentials } = given;
    const carrier = byon.addCarrier('vobiz', Carrier.vobiz({ credentials, applicationId: '17' }));
    byon.addNumber(NUMBER, { agent, carrier });
    given.template().hasResourceProperties('Custom::ByonCarrierNumbers', {
      Target: { Type: 'vobiz-application', ApplicationId: '17' },
    });
    expect(JSON.stringify(given.environmentOf(BRIDGE).CARRIERS)).toContain('\\"admission\\":\\"stand-in\\"');
    expect(given.environmentOf(CALL_HANDLER)).toMatchObject({ KEYED_CARRIERS: 'vobiz' });
  });

  it('refuses numbers before that, and tells the way', () => {
    const { byon, agent, credentials } = new CarrierStack();
    const carrier = byon.addCarrier('vobiz', Carrier.vobiz({ credentials }));
    expect(faultsOf(() => byon.addNumber(NUMBER, { agent, carrier }))).toEqual([
      ['carrier.applicationId', expect.stringMatching(/Deploy once without them.*Vobiz's console/)],
    ]);
  });
});

describe('Vobiz by trunks', () => {
  it('calls the connector by an inbound trunk, whose calls bring no key', () => {
    const given = new CarrierStack();
    const { byon, agent, credentials } = given;
    const options = { credentials, admission: Admission.trunk() };
    const carrier = byon.addCarrier('vobiz', Carrier.vobiz(options));
    byon.addNumber(NUMBER, { agent, carrier });
    const host = getAtt(given.idOf('Custom::ByonVoiceConnector'), 'OutboundHostName');
    given.template().hasResourceProperties('Custom::ByonVobizInboundTrunk', {
      SipUri: { 'Fn::Join': ['', ['sip:', host, ':5061']] },
      Transport: 'tls',
      Secure: true,
      Table: given.resolve(byon.registry.table.tableName),
    });
    given.template().hasResourceProperties('Custom::ByonCarrierNumbers', {
      Target: {
        Type: 'vobiz-trunk',
        TrunkId: getAtt(given.idOf('Custom::ByonVobizInboundTrunk'), 'TrunkId'),
      },
    });
    expect(given.environmentOf(CALL_HANDLER)).not.toHaveProperty('KEYED_CARRIERS');
    expect(carrier.outputs).toEqual([]);
    given.template().resourceCountIs('AWS::Lambda::Url', 0);
  });

  it('calls a connector without encryption by TCP', () => {
    const given = new CarrierStack(inClear);
    const { byon, credentials } = given;
    byon.addCarrier('vobiz', Carrier.vobiz({ credentials, admission: Admission.trunk() }));
    given
      .template()
      .hasResourceProperties('Custom::ByonVobizInboundTrunk', { Transport: 'tcp', Secure: false });
  });

  it("takes the connector's calls by an outbound trunk", () => {
    const given = new CarrierStack();
    const { byon, credentials } = given;
    byon.addCarrier('vobiz', Carrier.vobiz({ credentials, outbound: true }));
    given.template().hasResourceProperties('Custom::ByonVobizOutboundTrunk', {
      AllowedRange: '99.77.240.0/24',
      Transport: 'tls',
      Secure: true,
    });
    given.template().hasResourceProperties('Custom::ByonOrigination', {
      Routes: [{ Host: getAtt(given.idOf('Custom::ByonVobizOutboundTrunk'), 'TerminationHost') }],
    });
  });
});

it('warns once of numbers that are not Indian', () => {
  const { byon, agent, credentials } = new CarrierStack();
  const carrier = byon.addCarrier('vobiz', Carrier.vobiz({ credentials, applicationId: '17' }));
  for (const number of ['+14155550100', '+14155550101']) byon.addNumber(number, { agent, carrier });
  expect(warningsOf(byon)).toEqual([
    expect.stringMatching(/Carrier vobiz is Indian.*check that the account/),
  ]);
});

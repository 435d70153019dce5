import { Match } from 'aws-cdk-lib/assertions';
import { Admission, Carrier, SipEndpoint } from '../../../lib';
import { aConnectorElsewhere, chimeStack, faultsOf, warningsOf } from '../endpoint/line';
import { BRIDGE, CALL_HANDLER, CarrierStack, getAtt, inClear } from './carrier-stack';

const CHIME_NUMBER = '+17035550100';

describe('Twilio by the bridge', () => {
  const given = new CarrierStack();
  const { byon, agent, credentials } = given;
  const admission = Admission.chimeNumber(CHIME_NUMBER);
  const twilio = byon.addCarrier('us', Carrier.twilio({ credentials, admission }));
  byon.addNumber('+14155550100', { agent, carrier: twilio });

  it('is let in with all its ranges', () => {
    given.template().hasResourceProperties('Custom::ByonTermination', {
      CidrAllowedList: Match.arrayWith(['54.172.60.0/30', '177.71.206.192/30']),
    });
  });

  it('leads the voice and status webhooks of its numbers to the bridge, under its id', () => {
    const [url] = Object.keys(given.template().findResources('AWS::Lambda::Url'));
    given.template().hasResourceProperties('Custom::ByonCarrierNumbers', {
      CarrierId: 'us',
      SecretArn: given.resolve(credentials.secretArn),
      Target: {
        Type: 'twilio-bridge',
        VoiceUrl: { 'Fn::Join': ['', [getAtt(url!, 'FunctionUrl'), 'us/voice']] },
        StatusCallback: { 'Fn::Join': ['', [getAtt(url!, 'FunctionUrl'), 'us/status']] },
      },
    });
  });

  it('is told to the bridge with its secret and its admission', () => {
    expect(given.environmentOf(BRIDGE).CARRIERS).toEqual({
      'Fn::Join': [
        '',
        [
          '{"us":{"type":"twilio","secretArn":"',
          given.resolve(credentials.secretArn),
          `","admission":"chime-number","chimeNumber":"${CHIME_NUMBER}"}}`,
        ],
      ],
    });
  });

  it('has the call handler ask for a key', () => {
    expect(given.environmentOf(CALL_HANDLER)).toMatchObject({
      KEYED_CARRIERS: 'us',
      CALL_KEY_SECRET: given.resolve(byon.carriers.callKey!.secretArn),
    });
  });

  it('has no trunk, calls nobody, and leaves nothing to do by hand', () => {
    given.template().resourceCountIs('Custom::ByonTwilioTrunk', 0);
    given.template().resourceCountIs('Custom::ByonOrigination', 0);
    expect(twilio.outputs).toEqual([]);
  });
});

describe('Twilio by a trunk', () => {
  function trunkOf(given: CarrierStack, outbound?: boolean) {
    const { byon, agent, credentials } = given;
    const carrier = Carrier.twilio({ credentials, admission: Admission.trunk(), outbound });
    const twilio = byon.addCarrier('twilio', carrier);
    byon.addNumber('+14155550100', { agent, carrier: twilio });
    const trunk = Object.values(given.template().findResources('Custom::ByonTwilioTrunk'))[0]!;
    return { twilio, properties: trunk.Properties as Record<string, unknown> };
  }

  it('calls the connector by TLS from the edge of its region, with a key', () => {
    const given = new CarrierStack();
    const { properties } = trunkOf(given);
    const host = getAtt(given.idOf('Custom::ByonVoiceConnector'), 'OutboundHostName');
    expect(properties).toMatchObject({
      Destinations: [
        {
          SipUri: { 'Fn::Join': ['', ['sip:', host, ';transport=tls;edge=singapore']] },
          Priority: 1,
          Weight: 1,
        },
      ],
      Secure: true,
      AllowedRanges: [],
      CallKeySecretArn: given.resolve(given.byon.carriers.callKey!.secretArn),
      CarrierId: 'twilio',
    });
    expect(given.environmentOf(CALL_HANDLER)).toMatchObject({ KEYED_CARRIERS: 'twilio' });
    given.template().resourceCountIs('AWS::Lambda::Url', 0);
  });

  it('calls a connector without encryption by TCP', () => {
    const { properties } = trunkOf(new CarrierStack(inClear));
    expect(properties.Secure).toBe(false);
    expect(JSON.stringify(properties.Destinations)).toContain(';transport=tcp;edge=singapore');
  });

  it('calls from an edge that CloudFormation looks up where the region is open', () => {
    const given = new CarrierStack({}, chimeStack({}));
    const { properties } = trunkOf(given, true);
    expect(JSON.stringify(properties.Destinations)).toContain('"Fn::FindInMap":["ByonTwilioEdges"');
    expect(properties.AllowedRanges).toEqual({
      'Fn::Split': [', ', { 'Fn::FindInMap': ['ByonChimeRegions', { Ref: 'AWS::Region' }, 'signalling'] }],
    });
  });

  it('has its numbers, and tells what to do with it by hand', () => {
    const given = new CarrierStack();
    const { twilio } = trunkOf(given);
    const sid = getAtt(given.idOf('Custom::ByonTwilioTrunk'), 'TrunkSid');
    given.template().hasResourceProperties('Custom::ByonCarrierNumbers', {
      Target: { Type: 'twilio-trunk', TrunkSid: sid },
    });
    expect(given.resolve(twilio.outputs)).toEqual([
      { name: 'TrunkSid', value: sid, description: expect.stringContaining('+17035550122') },
    ]);
  });

  it('has the bridge for calls that the stack makes, which the stand-in number lets in', () => {
    const given = new CarrierStack();
    trunkOf(given, true);
    expect(JSON.stringify(given.environmentOf(BRIDGE).CARRIERS)).toContain('\\"admission\\":\\"stand-in\\"');
  });
});

describe('Twilio outbound', () => {
  it('is a trunk that only Amazon Chime may use, and a route of the connector', () => {
    const given = new CarrierStack();
    const { byon, credentials } = given;
    byon.addCarrier(
      'twilio',
      Carrier.twilio({ credentials, admission: Admission.standIn(), outbound: true }),
    );
    given.template().hasResourceProperties('Custom::ByonTwilioTrunk', {
      Destinations: [],
      AllowedRanges: ['99.77.240.0/24'],
      CallKeySecretArn: Match.absent(),
    });
    given.template().hasResourceProperties('Custom::ByonOrigination', {
      Routes: [
        {
          Host: getAtt(given.idOf('Custom::ByonTwilioTrunk'), 'TerminationHost'),
          Port: 5061,
          Protocol: 'TCP',
        },
      ],
    });
  });

  it('leaves the route to the owner of an existing connector', () => {
    const stack = chimeStack();
    const endpoint = SipEndpoint.chime({ voiceConnector: aConnectorElsewhere(stack) });
    const { byon, credentials } = new CarrierStack({ endpoint }, stack);
    const twilio = byon.addCarrier(
      'twilio',
      Carrier.twilio({ credentials, admission: Admission.standIn(), outbound: true }),
    );
    expect(warningsOf(byon)).toEqual([
      expect.stringMatching(/let 54\.172\.60\.0\/30, .* call in its termination/),
      expect.stringMatching(/add to its origination the host that the outputs of the carrier tell/),
    ]);
    expect(twilio.outputs).toMatchObject([{ name: 'TerminationHost' }]);
  });
});

describe('faults of Twilio', () => {
  const added = (options: object) => {
    const { byon, credentials } = new CarrierStack();
    return faultsOf(() => byon.addCarrier('twilio', Carrier.twilio({ credentials, ...options })));
  };

  it('are a standard admission without its number', () => {
    expect(added({})).toEqual([
      ['chimeNumber', expect.stringMatching(/is missing.*admission: stand-in .*admission: trunk /)],
    ]);
  });

  it('are a number of Amazon Chime that is none', () => {
    expect(added({ admission: Admission.chimeNumber('7035550100') })).toEqual([
      ['chimeNumber', expect.stringMatching(/E\.164/)],
    ]);
  });

  it('are Indian numbers, with the reason', () => {
    const { byon, agent, credentials } = new CarrierStack();
    const carrier = byon.addCarrier(
      'twilio',
      Carrier.twilio({ credentials, admission: Admission.standIn() }),
    );
    expect(faultsOf(() => byon.addNumber('+919876543210', { agent, carrier }))).toEqual([
      ['carrier', expect.stringMatching(/only be made from international \(non-Indian\) numbers/)],
    ]);
    expect(carrier.numbers).toBeUndefined();
  });
});

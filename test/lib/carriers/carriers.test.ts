import { Match } from 'aws-cdk-lib/assertions';
import { Admission, Byon, Carrier } from '../../../lib';
import { faultsOf } from '../endpoint/line';
import { emptyStack } from '../stacks';
import { allCarriers } from './all-carriers';
import { CALL_HANDLER, CarrierStack } from './carrier-stack';

const standIn = { admission: Admission.standIn() };

describe('carriers of a stack', () => {
  it('are none at first, and then make nothing', () => {
    const { byon } = new CarrierStack();
    expect(byon.carriers.node.findAll()).toEqual([byon.carriers]);
    expect(byon.carriers.callKey).toBeUndefined();
    expect(byon.carriers.bridge).toBeUndefined();
  });

  it('are each told to the call handler, and share a bridge, a key and a function', () => {
    const given = allCarriers();
    expect(given.environmentOf(CALL_HANDLER)).toMatchObject({
      KEYED_CARRIERS: 'twilio-bridge,twilio-trunk,vobiz-bridge',
      HOME_COUNTRIES: 'IN',
      DIALS_WITHOUT_REFERENCE: 'true',
    });
    given.template().resourceCountIs('AWS::Lambda::Url', 1);
    const keys = given.template().findResources('AWS::SecretsManager::Secret', {
      Properties: { GenerateSecretString: { PasswordLength: 64 } },
    });
    expect(Object.values(keys)).toMatchObject([{ DeletionPolicy: 'Delete' }]);
  });

  it('let in everybody who may call for one of them', () => {
    const [termination] = Object.values(allCarriers().template().findResources('Custom::ByonTermination'));
    expect(termination!.Properties.CidrAllowedList).toEqual(
      expect.arrayContaining(['8.8.8.8/32', '54.172.60.0/30', '3.111.255.163/32', '15.207.90.192/31']),
    );
  });

  it('have a bridge that anybody can reach, since only the signature proves a carrier', () => {
    const template = allCarriers().template();
    template.hasResourceProperties('AWS::Lambda::Url', { AuthType: 'NONE' });
    template.hasResourceProperties('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunctionUrl',
      Principal: '*',
      FunctionUrlAuthType: 'NONE',
    });
  });

  it('log as the stack does', () => {
    const given = allCarriers({ logRetention: 7, logPersonalData: true });
    const groups = Object.entries(given.template().findResources('AWS::Logs::LogGroup'));
    const retention = groups.map(([, { Properties }]) => Properties.RetentionInDays as number);
    expect(new Set(retention)).toEqual(new Set([7]));
    given.template().hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('sets up trunks at carriers'),
      Environment: { Variables: Match.objectLike({ BYON_LOG_PII: 'true' }) },
    });
  });
});

describe('faults of carriers', () => {
  it('are ids that are no names, and ids twice', () => {
    const { byon, credentials } = new CarrierStack();
    const carrier = Carrier.twilio({ credentials, ...standIn });
    expect(faultsOf(() => byon.addCarrier('My Twilio', carrier))).toEqual([
      ['', expect.stringMatching(/lower-case/)],
    ]);
    byon.addCarrier('twilio', carrier);
    expect(faultsOf(() => byon.addCarrier('twilio', carrier))).toEqual([
      ['', expect.stringMatching(/another id/)],
    ]);
    expect(faultsOf(() => byon.addCarrier('twi-lio', carrier))).toEqual([
      ['', expect.stringMatching(/^is twilio but for hyphens.*another id$/)],
    ]);
  });

  it('are numbers at a carrier of another stack', () => {
    const { byon, credentials } = new CarrierStack();
    const elsewhere = byon.addCarrier('twilio', Carrier.twilio({ credentials, ...standIn }));
    const { byon: other, agent } = new CarrierStack();
    expect(faultsOf(() => other.addNumber('+14155550100', { agent, carrier: elsewhere }))).toEqual([
      ['carrier', expect.stringMatching(/added to another Byon/)],
    ]);
  });

  it('are numbers to take over from nobody', () => {
    const { byon, agent } = new CarrierStack();
    expect(faultsOf(() => byon.addNumber('+14155550100', { agent, takeover: true }))).toEqual([
      ['takeover', expect.stringMatching(/no carrier is named/)],
    ]);
  });
});

it('settings of a config make the same carriers', () => {
  const stack = emptyStack();
  const byon = new Byon(stack, 'Byon');
  const outbound = false;
  byon.addCarrier(
    'a',
    Carrier.fromSettings({ type: 'twilio', secret: 'carriers/twilio', admission: 'stand-in', outbound }),
  );
  byon.addCarrier(
    'b',
    Carrier.fromSettings({ type: 'vobiz', secret: 'carriers/vobiz', admission: 'trunk', outbound }),
  );
  byon.addCarrier(
    'c',
    Carrier.fromSettings({
      type: 'exotel',
      secret: 'carriers/exotel',
      onRequestApproved: true,
      cluster: 'mumbai',
    }),
  );
  byon.addCarrier(
    'd',
    Carrier.fromSettings({ type: 'sip', preset: 'plivo', callsFrom: [], codecs: ['PCMU'], routes: [] }),
  );
  expect([...byon.carriers.all.values()].map(({ carrierId, type }) => [carrierId, type])).toEqual([
    ['a', 'twilio'],
    ['b', 'vobiz'],
    ['c', 'exotel'],
    ['d', 'sip'],
  ]);
});

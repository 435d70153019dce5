import { Template } from 'aws-cdk-lib/assertions';
import { Origination, VoiceConnector, type OriginationRoute } from '../../../lib/endpoint';
import { aConnectorElsewhere, chimeStack, faultsOf } from './line';

function encrypted(routes: OriginationRoute[]) {
  const stack = chimeStack();
  const connector = new VoiceConnector(stack, 'Connector', { originationRoutes: routes });
  return { connector, template: Template.fromStack(stack) };
}
function inClear(routes: OriginationRoute[], disabled?: boolean) {
  const stack = chimeStack();
  new Origination(stack, 'Origination', { voiceConnector: aConnectorElsewhere(stack), routes, disabled });
  return Template.fromStack(stack);
}

describe('origination', () => {
  it('calls an encrypted host on 5061', () => {
    encrypted([{ host: 'sip.example.com' }]).template.hasResourceProperties('Custom::ByonOrigination', {
      Routes: [{ Host: 'sip.example.com', Port: 5061, Protocol: 'TCP', Priority: 1, Weight: 1 }],
      Disabled: false,
    });
  });

  it('calls a host in clear on 5060, by UDP as well', () => {
    const routes: OriginationRoute[] = [
      { host: '54.172.60.1', protocol: 'UDP', priority: 2, weight: 50 },
      { host: 'sip.example.com', port: 5080 },
    ];
    inClear(routes, true).hasResourceProperties('Custom::ByonOrigination', {
      Routes: [
        { Host: '54.172.60.1', Port: 5060, Protocol: 'UDP', Priority: 2, Weight: 50 },
        { Host: 'sip.example.com', Port: 5080, Protocol: 'TCP', Priority: 1, Weight: 1 },
      ],
      Disabled: true,
    });
  });

  it('takes no UDP on an encrypted connector, and says what to do', () => {
    expect(faultsOf(() => encrypted([{ host: 'sip.example.com', protocol: 'UDP' }]))).toEqual([
      ['originationRoutes.0.protocol', expect.stringMatching(/must be TCP.*without encryption/)],
    ]);
  });

  it.each(['10.0.0.1', '203.0.113.9', '300.1.1.1'])('takes %s for no public host', (host) => {
    expect(faultsOf(() => inClear([{ host }]))).toEqual([
      ['routes.0.host', expect.stringMatching(/not public/)],
    ]);
  });

  it.each(['pbx', 'sip:pbx.example.com', '-a.example.com', 'a..example.com', ''])(
    'takes %j for no host',
    (host) => {
      expect(faultsOf(() => inClear([{ host }])).map(([path]) => path)).toEqual(['routes.0.host']);
    },
  );

  it('tells every fault of every route', () => {
    const faults = faultsOf(() =>
      inClear([
        { host: 'sip.example.com', port: -1, priority: 101 },
        { host: 'sip.example.com', port: 65_536, weight: 0 },
      ]),
    );
    expect(faults.map(([path]) => path)).toEqual([
      'routes.0.port',
      'routes.0.priority',
      'routes.1.port',
      'routes.1.weight',
    ]);
  });

  it('takes one to twenty routes', () => {
    const many = (count: number) => Array.from({ length: count }, () => ({ host: 'sip.example.com' }));
    expect(() => inClear(many(20))).not.toThrow();
    expect(faultsOf(() => inClear(many(21)))).toEqual([['routes', 'must be at most 20 entries long']]);
    expect(faultsOf(() => inClear([]))).toEqual([['routes', 'must be at least 1 entries long']]);
  });
});

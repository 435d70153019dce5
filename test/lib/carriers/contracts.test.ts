import { settings as bridgeSettings } from '../../../lambda/bridge/settings';
import { RESOURCES, type CarrierResourceType } from '../../../lambda/provision-carrier/properties';
import { chimeStack } from '../endpoint/line';
import { allCarriers } from './all-carriers';
import { BRIDGE } from './carrier-stack';

const ARN = 'arn:aws:secretsmanager:ap-southeast-1:111122223333:secret:twilio-AbCdEf';

/** A value of a template as CloudFormation hands it over: all text, and names of resources filled in. */
function handedOver(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(handedOver);
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, argument] = []] = Object.entries(value);
  if (name === 'Fn::Join') {
    const [by, parts] = argument as [string, unknown[]];
    return parts.map(handedOver).join(by);
  }
  if (name === 'Fn::Split') return [String(handedOver((argument as unknown[])[1]))];
  if (name === 'Ref') return /Secret|Credentials|CallKey/.test(String(argument)) ? ARN : 'name';
  if (name?.startsWith('Fn::')) return 'abc.example.com';
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, handedOver(one)]));
}

describe.each([
  ['in Singapore', undefined],
  ['in a region that is open', {}],
])('what a stack says %s', (_, env) => {
  const given = allCarriers({}, env && chimeStack(env));

  it.each(Object.keys(RESOURCES) as CarrierResourceType[])('to %s is what its function takes', (type) => {
    const resources = Object.values(given.template().findResources(type));
    expect(resources.length).toBeGreaterThan(0);
    for (const { Properties } of resources) {
      const {
        ServiceToken: _token,
        ServiceTimeout: _timeout,
        ...properties
      } = handedOver(Properties) as Record<string, unknown>;
      expect(RESOURCES[type].safeParse(properties).error).toBeUndefined();
    }
  });

  it('to the bridge is what it takes', () => {
    const environment = handedOver(given.environmentOf(BRIDGE)) as Record<string, string>;
    const { CARRIERS } = bridgeSettings.parse(environment);
    expect(CARRIERS).toEqual({
      'twilio-bridge': { type: 'twilio', secretArn: ARN, admission: { type: 'stand-in' } },
      'twilio-trunk': { type: 'twilio', secretArn: ARN, admission: { type: 'stand-in' } },
      'vobiz-bridge': { type: 'vobiz', secretArn: ARN, admission: { type: 'stand-in' } },
      'vobiz-trunk': { type: 'vobiz', secretArn: ARN, admission: { type: 'stand-in' } },
    });
  });
});

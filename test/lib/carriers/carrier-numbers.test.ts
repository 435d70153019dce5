import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { wantedNumbers } from '../../../lambda/provision-carrier/properties';
import { Admission, Carrier } from '../../../lib';
import { SINGAPORE } from '../endpoint/line';
import { allCarriers } from './all-carriers';
import { CarrierStack } from './carrier-stack';

/** A stack with numbers at one carrier, and the file that lists them. */
function withNumbers(numbers: Record<string, boolean>) {
  const app = new App();
  const stack = new Stack(app, 'Line', { env: SINGAPORE });
  const { byon, agent, credentials } = new CarrierStack({}, stack);
  const carrier = byon.addCarrier('twilio', Carrier.twilio({ credentials, admission: Admission.standIn() }));
  for (const [number, takeover] of Object.entries(numbers))
    byon.addNumber(number, { agent, carrier, takeover });
  const assembly = app.synth();
  const template = Template.fromJSON(assembly.getStackByName('Line').template as object);
  const [resource] = Object.values(template.findResources('Custom::ByonCarrierNumbers'));
  const key = resource?.Properties.Key as string | undefined;
  const read = () =>
    JSON.parse(readFileSync(path.join(assembly.directory, `asset.${key}`), 'utf8')) as unknown;
  return { template, key, read, byon, text: JSON.stringify(template.toJSON()) };
}

describe('the numbers of a carrier', () => {
  it('lie in one file, sorted, each with whether it may be taken over', () => {
    const { read } = withNumbers({ '+14155550101': true, '+14155550100': false });
    expect(wantedNumbers.parse(read())).toEqual([
      { number: '+14155550100', takeover: false },
      { number: '+14155550101', takeover: true },
    ]);
  });

  it('are the same file in another order, and another one when one is to be taken over', () => {
    const key = (numbers: Record<string, boolean>) => withNumbers(numbers).key;
    const one = key({ '+14155550100': false, '+14155550101': false });
    expect(key({ '+14155550101': false, '+14155550100': false })).toBe(one);
    expect(key({ '+14155550100': true, '+14155550101': false })).not.toBe(one);
  });

  it('stand with their carrier in the registry, which is told of no takeover', () => {
    const [record] = withNumbers({ '+14155550100': true }).byon.records().numbers;
    expect(record).toMatchObject({ number: '+14155550100', carrier: 'twilio' });
    expect(record).not.toHaveProperty('takeover');
  });

  it('leave with the last of them: without numbers there is no resource, so that all are given back', () => {
    withNumbers({}).template.resourceCountIs('Custom::ByonCarrierNumbers', 0);
  });

  it('stand in no template', () => {
    expect(withNumbers({ '+14155550100': false }).text).not.toMatch(/415\s?555/);
  });

  it('have fifteen minutes; the function is done before', () => {
    const { template } = withNumbers({ '+14155550100': false });
    template.hasResourceProperties('Custom::ByonCarrierNumbers', { ServiceTimeout: '900' });
    template.hasResourceProperties('AWS::Lambda::Function', { Timeout: 840 });
  });

  it('add no resource, 5,000 of them', () => {
    const many = Object.fromEntries(
      Array.from({ length: 5000 }, (_, i) => [`+1415${2_000_000 + i}`, false] as const),
    );
    const count = ({ template }: ReturnType<typeof withNumbers>) =>
      Object.keys(template.toJSON().Resources as object).length;
    const all = withNumbers(many);
    expect(count(all)).toBe(count(withNumbers({ '+14155550100': false })));
    expect(wantedNumbers.parse(all.read())).toHaveLength(5000);
  });
});

describe('the order of a deployment', () => {
  const given = allCarriers();
  const template = given.template();
  const resources = template.toJSON().Resources as Record<string, { Type: string; DependsOn?: string[] }>;

  /** All that CloudFormation makes before a resource, and removes after it. */
  function before(id: string, seen = new Set<string>()): Set<string> {
    const { DependsOn = [], ...rest } = resources[id]!;
    const referred = [...JSON.stringify(rest).matchAll(/"(?:Ref|Fn::GetAtt)":\[?"([^"]+)"/g)].map(
      (match) => match[1]!,
    );
    for (const other of [...DependsOn, ...referred].filter((name) => name in resources)) {
      if (seen.has(other)) continue;
      seen.add(other);
      before(other, seen);
    }
    return seen;
  }
  const typesBefore = (id: string) => new Set([...before(id)].map((other) => resources[other]!.Type));
  const numbers = Object.keys(template.findResources('Custom::ByonCarrierNumbers'));

  it.each(numbers)('leads the calls of %s here last of all, and away first of all', (id) => {
    for (const type of [
      ...['Custom::ByonSipRule', 'Custom::ByonTermination', 'Custom::ByonRegistryRecords'],
      ...['AWS::Lambda::Alias', 'AWS::Lambda::Permission'],
    ]) {
      expect(typesBefore(id)).toContain(type);
    }
    const later = Object.keys(resources).filter((other) => before(other).has(id));
    expect(later).toEqual([]);
  });

  it.each([
    ['twiliobridge', ['AWS::Lambda::Url', 'Custom::ByonTermination']],
    ['twiliotrunk', ['Custom::ByonTwilioTrunk']],
    ['vobizbridge', ['AWS::Lambda::Url']],
    ['vobiztrunk', ['Custom::ByonVobizInboundTrunk']],
    ['exotel', ['Custom::ByonExotelTrunk']],
  ])('has what %s needs before its numbers', (carrier, types) => {
    const id = numbers.find((name) => name.includes(`Carriers${carrier}Numbers`))!;
    expect([...typesBefore(id)]).toEqual(expect.arrayContaining(types));
  });

  it('has every permission of the bridge before numbers that ask it', () => {
    const id = numbers.find((name) => name.includes('vobizbridge'))!;
    const ofBridge = Object.keys(resources).filter(
      (other) => other.includes('CarriersBridge') && resources[other]!.Type !== 'AWS::Logs::LogGroup',
    );
    expect(ofBridge.length).toBeGreaterThan(3);
    expect(ofBridge.filter((other) => !before(id).has(other))).toEqual([]);
  });
});

import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { carrierSettings } from '../../../lambda/core/carriers/settings';
import { Byon, Carrier, ProviderKey, SipEndpoint, TerminationCredentials } from '../../../lib';
import { secretIdOf } from '../../../lib/private/secret-id';
import { secretNamed } from '../../../lib/private/secret-named';
import { appAsDeployed, ensureBundles, receptionist } from '../stacks';

const ARN = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:';
const env = { account: '111122223333', region: 'us-east-1' };

describe('what a function reads a secret by', () => {
  const stack = new Stack(undefined, 'Stack', { env });
  const named = (name: string): unknown => stack.resolve(secretIdOf(secretNamed(stack, name, name)));

  it.each(['acme-twilio', 'acme-openai', 'prod/twilio-secret'])(
    'is the name of %s, since AWS takes the end of such a name for that of an ARN',
    (name) => expect(named(name)).toBe(name),
  );

  it('is the ARN of any other one', () => {
    expect(JSON.stringify(named('acme/twilio'))).toContain(':secret:acme/twilio');
    expect(named(`${ARN}acme-twilio-AbCdEf`)).toBe(`${ARN}acme-twilio-AbCdEf`);
    const made = new Secret(stack, 'Made', { secretName: 'byon-openai' });
    expect(stack.resolve(secretIdOf(made))).toEqual(stack.resolve(made.secretArn));
  });
});

it('is so in every function of a stack', () => {
  ensureBundles();
  const stack = new Stack(appAsDeployed(), 'Byon', { env });
  const credentials = TerminationCredentials.fromSecretNamed('acme-digest');
  const byon = new Byon(stack, 'Byon', {
    endpoint: SipEndpoint.chime({ callsFrom: ['8.8.8.8'], credentials }),
    providers: { openai: { key: ProviderKey.fromSecretNamed('acme-openai') } },
    calleeKey: secretNamed(stack, 'CalleeKey', 'acme-callee'),
  });
  const agent = byon.addAgent('reception', receptionist());
  const carriers = {
    twilio: { type: 'twilio', secret: 'acme-twilio', admission: 'stand-in', outbound: true },
    vobiz: { type: 'vobiz', secret: 'acme-vobiz1', applicationId: '1', outbound: true },
    trunk: { type: 'vobiz', secret: 'acme-vobiz2', admission: 'trunk' },
    exotel: { type: 'exotel', secret: 'acme-exotel', onRequestApproved: true, flowId: '7' },
  };
  for (const [i, [id, settings]] of Object.entries(carriers).entries()) {
    const carrier = byon.addCarrier(id, Carrier.fromSettings(carrierSettings.parse(settings)));
    byon.addNumber(id === 'twilio' ? '+14155550100' : `+91987654321${i}`, { agent, carrier });
  }
  byon.enableOutbound({ countries: ['IN', 'US'] });
  const template = JSON.stringify(Template.fromStack(stack).toJSON());
  expect(template.match(/:secret:acme-\w+[\\"]/)).toBeNull();
  const names = ['openai', 'twilio', 'vobiz1', 'vobiz2', 'exotel', 'digest', 'callee'];
  expect(names.filter((name) => !new RegExp(`"acme-${name}\\\\?"`).test(template))).toEqual([]);
});

import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { RESOURCES, type ChimeResourceType } from '../../../lambda/provision-chime/properties';
import { Byon, SipEndpoint, TerminationCredentials } from '../../../lib';
import { emptyStack, ROOT } from '../stacks';

/** The file of the provisioning function that works on a type. */
const FILES: Record<ChimeResourceType, string> = {
  'Custom::ByonVoiceConnector': 'voice-connector',
  'Custom::ByonTermination': 'termination',
  'Custom::ByonTerminationCredentials': 'termination-credentials',
  'Custom::ByonOrigination': 'origination',
  'Custom::ByonVoiceConnectorLogging': 'logging',
  'Custom::ByonStreaming': 'streaming',
  'Custom::ByonSipMediaApplication': 'sip-media-application',
  'Custom::ByonSipMediaApplicationLogging': 'logging',
  'Custom::ByonSipRule': 'sip-rule',
};

/** The calls that a file makes, and those of the module for tags where it uses it. */
function callsOf(file: string): string[] {
  const source = readFileSync(path.join(ROOT, 'lambda/provision-chime', `${file}.ts`), 'utf8');
  const own = [...source.matchAll(/new (\w+)Command\(/g)].map((match) => match[1]!);
  const names = /import \{([^}]*)\} from '.\/marked-by-tag'/.exec(source)?.[1] ?? '';
  const tags = [
    ...(/ownedBy|tagsOf|convergeTags/.test(names) ? ['ListTagsForResource'] : []),
    ...(names.includes('convergeTags') ? ['TagResource', 'UntagResource'] : []),
  ];
  return [...new Set([...own, ...tags])];
}

const stack = emptyStack();
new Byon(stack, 'Byon', {
  endpoint: SipEndpoint.chime({
    callsFrom: ['twilio'],
    credentials: TerminationCredentials.fromSecret(new Secret(stack, 'Credentials')),
    originationRoutes: [{ host: 'sip.example.com' }],
    sipLogs: true,
    messageLogs: true,
    experimentalStreaming: {},
  }),
});
const template = Template.fromStack(stack);

/** The calls that the policies allow which a resource waits for and which belong to it. */
function allowedTo(type: ChimeResourceType): string[] {
  const [resource] = Object.values(template.findResources(type));
  const policies = template.findResources('AWS::IAM::Policy');
  return ((resource?.DependsOn ?? []) as string[])
    .filter((id) => /Policy[0-9A-F]{8}$/.test(id) && id in policies && !id.startsWith('ByonChimeProvisioner'))
    .flatMap((id) => policies[id]!.Properties.PolicyDocument.Statement as { Action: string | string[] }[])
    .flatMap(({ Action }) => Action)
    .filter((action) => action.startsWith('chime:'))
    .map((action) => action.slice('chime:'.length));
}

it.each(Object.keys(RESOURCES) as ChimeResourceType[])('%s may make the calls that it makes', (type) => {
  const allowed = allowedTo(type);
  const used = callsOf(FILES[type]).filter(
    (call) =>
      FILES[type] !== 'logging' || call.includes(type.includes('Application') ? 'Sip' : 'VoiceConnector'),
  );
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((call) => !allowed.includes(call))).toEqual([]);
});

it('allows no call that the function does not make', () => {
  const used = new Set(Object.values(FILES).flatMap(callsOf));
  const allowed = (Object.keys(RESOURCES) as ChimeResourceType[]).flatMap(allowedTo);
  expect([...new Set(allowed)].filter((call) => !used.has(call))).toEqual([]);
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { knowledgeKey } from '../../../lambda/core/agents/knowledge';
import { Byon, Knowledge, VoiceAgent } from '../../../lib';
import { appAsDeployed, ensureBundles, messageOf, receptionist } from '../stacks';

beforeAll(ensureBundles);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'byon-knowledge-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const full = path.join(folder, name);
  writeFileSync(full, content);
  return full;
}

function deployed(app: App, ...agents: { id: string; knowledge?: Knowledge }[]) {
  const stack = new Stack(app, 'Test');
  const byon = new Byon(stack, 'Byon');
  const made = agents.map(({ id, knowledge }) => byon.addAgent(id, receptionist(knowledge && { knowledge })));
  return { stack, byon, agents: made };
}

const broughtBy = (template: Template) =>
  Object.values(template.findResources('Custom::ByonRegistryRecords'))[0]!.Properties.Knowledge as
    { Bucket: unknown; Files: { Hash: string; Bucket: unknown; Key: string }[] } | undefined;

it('an index is a file of the deployment, named in the template by the hash that the record names', () => {
  const app = new App();
  const knowledge = Knowledge.fromFiles(file('faq.md', '# Parking\nBehind the building.'));
  const { agents } = deployed(app, { id: 'one', knowledge }, { id: 'other', knowledge });
  const assembly = app.synth();
  const template = Template.fromJSON(assembly.getStackByName('Test').template as object);
  const { Files, Bucket } = broughtBy(template)!;
  const hash = agents[0]!.record.knowledge!;
  expect(Files).toHaveLength(1);
  expect(Files[0]).toMatchObject({ Hash: hash, Key: `${hash}.json` });
  expect(Bucket).toEqual({ Ref: expect.stringContaining('Audio') as string });
  const written = readFileSync(path.join(assembly.directory, `asset.${hash}.json`), 'utf8');
  expect(written).toBe(knowledge.index.json);
});

it('the same files are the same version of the agent; a changed file is another one', () => {
  const versions = ['Behind the building.', 'Behind the building.', 'In front of it.'].map((text) => {
    const knowledge = Knowledge.fromFiles(file('faq.md', `# Parking\n${text}`));
    return new VoiceAgent(new Stack(), 'one', receptionist({ knowledge })).ref.version;
  });
  expect(versions[1]).toBe(versions[0]);
  expect(versions[2]).not.toBe(versions[0]);
});

it('the turn worker reads indices and nothing else of that bucket more; one function writes them', () => {
  const app = new App();
  const knowledge = Knowledge.fromFiles(file('faq.txt', 'Parking is behind the building.'));
  const template = Template.fromStack(deployed(app, { id: 'one', knowledge }).stack);
  const rights = Object.values(template.findResources('AWS::IAM::Policy')).flatMap((policy) => {
    const { Statement } = policy.Properties.PolicyDocument as {
      Statement: { Action: unknown; Resource: unknown }[];
    };
    return Statement.filter(({ Resource }) =>
      JSON.stringify(Resource).includes(knowledgeKey('*').slice(0, 10)),
    ).map(
      ({ Action, Resource }) => `${String(Action)} ${JSON.stringify(Resource).match(/\/knowledge\/\*/)?.[0]}`,
    );
  });
  expect(rights.sort()).toEqual(['s3:GetObject /knowledge/*', 's3:PutObject /knowledge/*']);
});

it('without knowledge nothing of it is in the template', () => {
  const template = Template.fromStack(deployed(new App(), { id: 'one' }).stack);
  expect(broughtBy(template)).toBeUndefined();
  expect(JSON.stringify(template.toJSON())).not.toContain('/knowledge/');
  template.hasResourceProperties('Custom::ByonRegistryRecords', { Knowledge: Match.absent() });
});

it('AWS Solutions finds nothing in it', () => {
  const app = appAsDeployed();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  deployed(app, {
    id: 'one',
    knowledge: Knowledge.fromFiles(file('faq.txt', 'Parking is behind the building.')),
  });
  expect(() => app.synth()).not.toThrow();
});

it('tells every fault of the files at once', () => {
  const message = messageOf(() =>
    Knowledge.fromFiles(
      path.join(folder, 'gone.md'),
      file('price.pdf', 'x'),
      file('empty.md', '# Only a heading\n'),
      file('binary.txt', new Uint8Array([0x50, 0, 0x4b])),
      file('latin1.txt', new Uint8Array([0x63, 0x61, 0x66, 0xe9])),
      file('uneven.csv', 'a,b\n1,2,3\n'),
    ),
  );
  expect(message).toContain('6 faults');
  for (const words of [
    'there is no file',
    'must end in .md, .txt, .csv',
    'holds no text',
    'binary.txt is not text in UTF-8',
    'latin1.txt is not text in UTF-8',
    'line 2 has 3 cells',
  ]) {
    expect(message).toContain(words);
  }
});

it('takes 5 MB of text at most', () => {
  const one = file('one.txt', 'Parking. '.repeat(600_000));
  expect(messageOf(() => Knowledge.fromFiles(one))).toContain(
    'is 5.4 MB of text, and an agent takes 5 MB at most',
  );
});

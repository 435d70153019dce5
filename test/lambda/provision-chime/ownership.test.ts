import { isServiceId, markedName, ownerTagOf, ruleMarkOf } from '../../../lambda/provision-chime/ownership';

const stackId =
  'arn:aws:cloudformation:us-east-1:111122223333:stack/Byon/5b1c1d70-0000-11f0-8000-0e0e0e0e0e0e';
const owner = { stackId, logicalId: 'Rule1A2B' };

test('the tag names stack and resource, and a hash where they are too long', () => {
  expect(ownerTagOf(owner)).toBe(`${stackId}/Rule1A2B`);
  expect(ownerTagOf({ stackId, logicalId: 'x'.repeat(255) })).toMatch(/^[0-9a-f]{64}$/);
  expect(ownerTagOf({ stackId, logicalId: 'x'.repeat(255) })).not.toBe(
    ownerTagOf({ stackId, logicalId: 'y'.repeat(255) }),
  );
});

test('a marked name is one that Chime takes, however long the name is', () => {
  const mark = ruleMarkOf(owner, 'RequestUriHostname', 'abc.voiceconnector.chime.aws');
  for (const name of ['byon', 'n'.repeat(256)]) {
    expect(markedName(name, mark)).toMatch(/^[a-zA-Z0-9 _.-]{1,256}$/);
    expect(markedName(name, mark).endsWith(mark)).toBe(true);
  }
});

test('the mark differs by stack, resource, trigger type and trigger value', () => {
  const marks = [
    ruleMarkOf(owner, 'RequestUriHostname', 'a'),
    ruleMarkOf({ ...owner, stackId: `${stackId}2` }, 'RequestUriHostname', 'a'),
    ruleMarkOf({ ...owner, logicalId: 'Rule2' }, 'RequestUriHostname', 'a'),
    ruleMarkOf(owner, 'ToPhoneNumber', 'a'),
    ruleMarkOf(owner, 'RequestUriHostname', 'b'),
  ];
  expect(new Set(marks).size).toBe(marks.length);
});

test.each([
  ['abcdef1ghij2klmno3pqr4', true],
  ['12345678-1234-4234-8234-123456789012', true],
  ['NothingMade', false],
  ['Byon-Rule1A2B-1T4XQLH9ZK2VB', false],
  ['2026/11/23/[$LATEST]0123456789abcdef0123456789abcdef', false],
])('whether %s is an id of the service: %s', (id, is) => {
  expect(isServiceId(id)).toBe(is);
});

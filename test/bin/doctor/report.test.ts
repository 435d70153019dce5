import { stripVTControlCharacters } from 'node:util';
import { tableOf, verdictOf } from '../../../bin/doctor/report';
import type { Result, Status } from '../../../bin/doctor/result';

function found(status: Status, next?: string): Result {
  return { check: 'region', status, detail: 'seen', ...(next && { next }) };
}

it.each<[string, Result[], boolean, string]>([
  ['all well before a deploy', [found('ok')], false, 'All is well. Next: npx cdk deploy.'],
  ['all well after it', [found('ok')], true, 'All is well.'],
  [
    'a warning before a deploy',
    [found('ok'), found('warning', 'read it')],
    false,
    'Nothing stands in the way; one warning to read. Next: npx cdk deploy.',
  ],
  [
    'warnings after it',
    [found('warning', 'read it'), found('warning', 'read on')],
    true,
    'Nothing stands in the way; 2 warnings to read. Next: read it.',
  ],
  [
    'something unknown',
    [found('unknown', 'allow it'), found('warning', 'read it')],
    false,
    'Nothing found that stands in the way, but one check could not be made. Next: allow it.',
  ],
  [
    'a blocker among others',
    [found('warning', 'read it'), found('blocker', 'mend it'), found('unknown', 'allow it')],
    false,
    'One thing stands in the way. Next: mend it.',
  ],
  [
    'blockers',
    [found('blocker', 'mend it'), found('blocker', 'mend that')],
    false,
    '2 things stand in the way. Next: mend it.',
  ],
])('the verdict of %s', (_, results, isDeployed, verdict) => {
  expect(verdictOf(results, isDeployed)).toBe(verdict);
});

it('breaks lines at blanks, and words only where they are too long for a line', () => {
  const detail = `there is no secret ${'s'.repeat(100)} here`;
  const lines = tableOf([{ check: 'key of openai', status: 'blocker', detail, next: 'make it' }], false);
  expect(lines.slice(0, -2).map(stripVTControlCharacters)).toEqual([
    'blocker  key of openai  there is no secret',
    `${' '.repeat(24)}${'s'.repeat(56)}`,
    `${' '.repeat(24)}${'s'.repeat(44)} here`,
    `${' '.repeat(24)}-> make it`,
  ]);
});

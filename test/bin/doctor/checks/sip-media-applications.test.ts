import { Surroundings } from '../../surroundings';
import { examine } from '../examine';

let laptop: Surroundings;
beforeEach(async () => {
  laptop = await Surroundings.open();
});
afterEach(() => laptop.close());

function existingIn(region: string): void {
  const LambdaArn = `arn:aws:lambda:${region}:111122223333:function:older`;
  laptop.aws.chime.seed(
    'CreateSipMediaApplication',
    { AwsRegion: region, Name: 'older', Endpoints: [{ LambdaArn }] },
    region,
  );
}

const seen = async () => (await examine(laptop)).of('SIP applications');

it('are open to an account that has one, in whatever region', async () => {
  existingIn('ap-southeast-2');
  existingIn('us-east-1');
  expect(await seen()).toEqual([
    {
      check: 'SIP applications',
      status: 'ok',
      detail: 'this account has SIP media applications, in us-east-1, ap-southeast-2',
    },
  ]);
});

it('are perhaps closed to an account that has none, and nothing is said for sure', async () => {
  expect(await seen()).toEqual([
    {
      check: 'SIP applications',
      status: 'warning',
      detail: expect.stringContaining('no new customers for them since 2026-10-29'),
      next: expect.stringContaining('AWS Support'),
    },
  ]);
});

it('cannot be told without the permission, which is named', async () => {
  laptop.aws.chime.faults.before('ListSipMediaApplications', { error: 'AccessDeniedException', times: 10 });
  expect(await seen()).toEqual([
    {
      check: 'SIP applications',
      status: 'unknown',
      detail: 'this account or role may not call chime:ListSipMediaApplications',
      next: 'allow chime:ListSipMediaApplications',
    },
  ]);
});

it('cannot be told when a region that may have one does not answer', async () => {
  laptop.aws.chime.faults.before('ListSipMediaApplications', { error: 'AccessDeniedException' });
  expect(await seen()).toMatchObject([{ status: 'unknown' }]);
});

it('are found although a region is shut off', async () => {
  existingIn('us-east-1');
  laptop.aws.chime.faults.before('ListVoiceConnectors', { error: 'AccessDeniedException' });
  expect(await seen()).toMatchObject([{ status: 'ok' }]);
});

it('are found although Chime is busy at first', async () => {
  existingIn('us-east-1');
  laptop.aws.chime.faults.throttle('ListSipMediaApplications', 2);
  expect(await seen()).toMatchObject([{ status: 'ok' }]);
});

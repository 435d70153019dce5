import { CHIME_REGIONS } from '../../../../lib/endpoint/chime-regions';
import { Surroundings } from '../../surroundings';
import { examine } from '../examine';

let laptop: Surroundings;
beforeEach(async () => {
  laptop = await Surroundings.open();
});
afterEach(() => laptop.close());

it('tells the ranges that a firewall must let through', async () => {
  expect((await examine(laptop)).of('region')).toEqual([
    {
      check: 'region',
      status: 'ok',
      detail: 'eu-west-2; Voice Connectors there speak from 99.77.249.0/24',
    },
  ]);
});

it('is in the way in India, where Chime has none, and the nearest is named', async () => {
  const { status, of } = await examine(laptop, {}, { region: 'ap-south-1' });
  expect(status).toBe(1);
  expect(of('region')).toEqual([
    {
      check: 'region',
      status: 'blocker',
      detail: 'Amazon Chime SDK has no Voice Connectors in ap-south-1',
      next: `deploy in one of ${CHIME_REGIONS.join(', ')}; the nearest to India is ap-southeast-1 (Singapore)`,
    },
  ]);
  expect(of('connectors')[0]).toMatchObject({
    status: 'unknown',
    detail: 'not looked at, since ap-south-1 has no Voice Connectors',
  });
});

it('is asked for where nobody names one', async () => {
  delete process.env.AWS_REGION;
  const { status, of } = await examine(laptop);
  expect(status).toBe(1);
  expect(of('region')[0]).toMatchObject({ status: 'blocker', detail: 'no region is set' });
  expect(of('credentials')[0]).toMatchObject({ status: 'unknown' });
});

it('may stand where the AWS CLI looks for it', async () => {
  delete process.env.AWS_REGION;
  process.env.AWS_DEFAULT_REGION = 'us-west-2';
  expect((await examine(laptop)).of('region')[0]!.detail).toMatch(/^us-west-2;/);
});

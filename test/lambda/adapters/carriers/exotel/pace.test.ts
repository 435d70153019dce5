import { listTrunks } from '../../../../../lambda/adapters/carriers/exotel';
import { connected } from './connected';

test('no minute sees more requests than Exotel takes', async () => {
  const { fake, exotel, clock } = await connected();
  const times: number[] = [];
  for (let i = 0; i < 500; i++) {
    await listTrunks(exotel);
    times.push(clock.now());
  }
  await fake.close();

  const inAMinute = times.map((from) => times.filter((time) => time >= from && time < from + 60_000).length);
  expect(Math.max(...inAMinute)).toBeLessThanOrEqual(200);
  expect(times.at(-1)! - times[0]!).toBeLessThan(4 * 60_000);
});

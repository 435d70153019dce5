import { ExotelConnection } from '../../../../../lambda/adapters/carriers/exotel';
import { startExotel, type ExotelOptions, type FakeExotel } from '../../../../fakes/exotel';
import { HastyClock } from '../../../../fakes/hasty-clock';

/** A fake Exotel and a connection to it. */
export async function connected(options: ExotelOptions = {}): Promise<{
  fake: FakeExotel;
  exotel: ExotelConnection;
  clock: HastyClock;
}> {
  const fake = await startExotel(options);
  const clock = new HastyClock();
  const { credentials, fetch } = fake;
  return { fake, clock, exotel: new ExotelConnection({ credentials, clock, fetch, cluster: 'mumbai' }) };
}

export const NUMBER = '+918071234567';
export const HOST = 'abc.voiceconnector.chime.aws:5061;transport=tls';

import { VobizConnection } from '../../../../../lambda/adapters/carriers/vobiz';
import { HastyClock } from '../../../../fakes/hasty-clock';
import { startVobiz, type FakeVobiz, type VobizOptions } from '../../../../fakes/vobiz';

/** A fake Vobiz and a connection to it. */
export async function connected(options: VobizOptions = {}): Promise<{
  fake: FakeVobiz;
  vobiz: VobizConnection;
  clock: HastyClock;
}> {
  const fake = await startVobiz(options);
  const clock = new HastyClock();
  const { credentials, fetch } = fake;
  return { fake, clock, vobiz: new VobizConnection({ credentials, clock, fetch }) };
}

export const NUMBER = '+918071234567';
export const NO_SUCH_ID = '00000000-0000-4000-8000-000000000000';
export const URI = { name: 'byon/1a2b/Trunk', sipUri: 'sip:abc.voiceconnector.chime.aws:5060', priority: 1 };

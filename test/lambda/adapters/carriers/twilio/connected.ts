import { TwilioConnection } from '../../../../../lambda/adapters/carriers/twilio';
import { startTwilio, type FakeTwilio } from '../../../../fakes/twilio';
import { HastyClock } from '../../../../fakes/hasty-clock';

/** A fake Twilio and a connection to it. */
export async function connected(): Promise<{
  fake: FakeTwilio;
  twilio: TwilioConnection;
  clock: HastyClock;
}> {
  const fake = await startTwilio();
  const clock = new HastyClock();
  const { credentials, fetch } = fake;
  return { fake, clock, twilio: new TwilioConnection({ credentials, clock, fetch }) };
}

export const TRUNK = {
  friendlyName: 'byon/1a2b/Trunk',
  domainName: 'byon-0123456789abcdef0123.pstn.twilio.com',
  secure: true,
  transferMode: 'disable-all',
} as const;

import type { Verb } from '../stage';

export const hangup: Verb<'Hangup'> = async ({ Parameters }, { switchboard, leg }) => {
  switchboard.hangUp(leg, 'agent', Number(Parameters.SipResponseCode));
  return {};
};

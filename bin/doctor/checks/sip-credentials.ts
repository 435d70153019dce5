import { asking, type Check } from '../preflight';
import { faultOfSecret } from '../../aws/read-secret';

const NAME = 'SIP credentials';

/** Whether the secret is there that carriers' user names and passwords are taken from at a deploy. */
export const sipCredentials: Check = {
  name: NAME,
  async look(preflight) {
    const { secret } = preflight.config.endpoint.credentials ?? {};
    if (secret === undefined) return [];
    return asking(NAME, preflight, async (account) => {
      const found = await faultOfSecret(account, secret, (text) =>
        text.trim() === '' ? 'is empty' : undefined,
      );
      if (found === undefined) return [{ check: NAME, status: 'ok', detail: `secret ${secret} is filled` }];
      if (found === 'missing') {
        const detail = `there is no secret ${secret} in ${preflight.region}`;
        const next = 'make it, or correct endpoint.credentials.secret in the config';
        return [{ check: NAME, status: 'blocker', detail, next }];
      }
      const next = found.next ?? 'put {"username": "...", "password": "..."} into it';
      return [{ check: NAME, status: 'blocker', detail: `secret ${secret} ${found.fault}`, next }];
    });
  },
};

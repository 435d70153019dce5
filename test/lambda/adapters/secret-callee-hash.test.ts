import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SecretCalleeHash } from '../../../lambda/adapters/secret-callee-hash';
import { WallClock } from '../../../local/clock';

const hashes = (secret: string) => new SecretCalleeHash({ secret: async () => secret });

describe('the hash of a callee', () => {
  const one = hashes('one secret');

  it('is the same for the same number and key, and 64 hexadecimal digits', async () => {
    const hash = await one.of('+919812345678');
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await hashes('one secret').of('+919812345678')).toBe(hash);
  });

  it('is another one for another number or key', async () => {
    const all = [
      await one.of('+919812345678'),
      await one.of('+919812345679'),
      await hashes('another').of('+919812345678'),
    ];
    expect(new Set(all).size).toBe(3);
  });

  it.each(['919812345678', '09812345678', 'anonymous', '+91 98123 45678'])(
    'is not made of %s, which would be another callee; the error does not tell it',
    async (number) => {
      const error = await one.of(number).catch((reason: unknown) => reason);
      expect(error).toHaveProperty('message', expect.stringMatching(/must be E\.164/));
      expect(String(error)).not.toContain(number);
    },
  );

  it('is not made with an empty key', async () => {
    await expect(hashes('').of('+919812345678')).rejects.toThrow('empty secret');
  });

  it('is not made where the stack has no key', async () => {
    const client = new SecretsManagerClient({});
    const none = SecretCalleeHash.of({ client, arn: undefined, clock: new WallClock() });
    await expect(none.of('+919812345678')).rejects.toThrow(
      'deploy it with an agent that has the tool opt-out',
    );
  });
});

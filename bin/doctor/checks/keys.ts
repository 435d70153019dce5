import { keyOutputOf } from '../../aws/deployed-stack';
import { providersWithKey } from '../../aws/providers';
import { AwsTrouble } from '../../aws/trouble';
import { faultOfKey } from '../../keys/key-fault';
import type { Account } from '../../aws/account';
import { asking, unknown, type Check, type Preflight } from '../preflight';
import { faultOfSecret } from '../../aws/read-secret';
import type { Result } from '../result';

/** Whether each provider that an agent uses has a key. */
export const keys: Check = {
  name: 'keys',
  async look(preflight) {
    const found = providersWithKey(preflight.config).map(({ provider, secret }) =>
      asking(`key of ${provider}`, preflight, async (account) => [
        secret === undefined
          ? await madeByStack(provider, preflight, account)
          : await named(provider, secret, preflight, account),
      ]),
    );
    return (await Promise.all(found)).flat();
  },
};

async function named(
  provider: string,
  secret: string,
  { region }: Preflight,
  account: Account,
): Promise<Result> {
  return judged(provider, secret, account, {
    told: `secret ${secret}`,
    ifMissing: {
      detail: `there is no secret ${secret} in ${region}`,
      next: `make it, or correct providers.${provider}.secret in the config`,
    },
  });
}

async function madeByStack(
  provider: string,
  { stack, stackName }: Preflight,
  account: Account,
): Promise<Result> {
  const check = `key of ${provider}`;
  if (stack instanceof AwsTrouble) return unknown(check, stack);
  const next = `after the deploy: npx byon keys set ${provider}`;
  if (!stack) {
    return { check, status: 'ok', detail: 'not deployed yet; the deploy makes an empty secret', next };
  }
  const arn = stack.outputs.get(keyOutputOf(provider));
  if (arn === undefined) {
    const detail = `stack ${stackName} has no secret for it yet; the next deploy makes one`;
    return { check, status: 'warning', detail, next };
  }
  return judged(provider, arn, account, {
    told: `the secret of stack ${stackName}`,
    ifMissing: {
      detail: `the secret that stack ${stackName} made is gone`,
      next: `name a secret of yours in the config: providers.${provider}.secret`,
    },
  });
}

async function judged(
  provider: string,
  secret: string,
  account: Account,
  { told, ifMissing }: { told: string; ifMissing: Pick<Result, 'detail' | 'next'> },
): Promise<Result> {
  const check = `key of ${provider}`;
  const found = await faultOfSecret(account, secret, faultOfKey);
  if (found === undefined) return { check, status: 'ok', detail: `${told} holds a key` };
  if (found === 'missing') return { check, status: 'blocker', ...ifMissing };
  const next = found.next ?? `npx byon keys set ${provider}`;
  return { check, status: 'blocker', detail: `${told} ${found.fault}`, next };
}

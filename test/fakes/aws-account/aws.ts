import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { startChime, type FakeChime } from '../chime';
import { FakeSecretsManager } from '../secrets-manager';
import { FakeAwsAccount } from './account';

/** All of AWS that a command on a laptop meets, and the environment that leads there. */
export interface FakeAws {
  account: FakeAwsAccount;
  chime: FakeChime;
  secrets: FakeSecretsManager;
  /** Credentials, a region, and every service's address. An empty folder stands for the home. */
  environment: Record<string, string>;
  close(): Promise<void>;
}

export async function openAws(region = 'eu-west-2'): Promise<FakeAws> {
  const [account, chime, secrets] = await Promise.all([
    FakeAwsAccount.open(),
    startChime(),
    FakeSecretsManager.open(),
  ]);
  const home = mkdtempSync(path.join(tmpdir(), 'byon-home-'));
  return {
    account,
    chime,
    secrets,
    environment: {
      HOME: home,
      AWS_CONFIG_FILE: path.join(home, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(home, 'credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ACCESS_KEY_ID: 'AKIDFAKE',
      AWS_SECRET_ACCESS_KEY: 'fake',
      AWS_REGION: region,
      AWS_ENDPOINT_URL: account.url,
      AWS_ENDPOINT_URL_CHIME_SDK_VOICE: chime.url,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    },
    close: async () => {
      rmSync(home, { recursive: true, force: true });
      await Promise.all([account.close(), chime.close(), secrets.close()]);
    },
  };
}

import { bearerToken, signingKey, type ToolSecrets } from '../../lambda/adapters/tools/tool-secrets';
import { readEnv } from '../env-file';

/** Where a tool's secret stands in `.env`: `my-company/tools` is `MY_COMPANY_TOOLS`. */
export function variableOfSecret(secret: string): string {
  const name = secret.startsWith('arn:') ? secret.split(':').slice(6).join(':') : secret;
  return name.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();
}

/** The secrets of tools as they lie in AWS, read from `.env` here; the environment goes first. */
export class EnvFileToolSecrets implements ToolSecrets {
  constructor(private readonly path: string) {}

  async key(secret: string): Promise<string> {
    return signingKey.parse(this.find(secret));
  }

  async token(secret: string): Promise<string> {
    return bearerToken.parse(this.find(secret));
  }

  private find(secret: string): string | undefined {
    return readEnv(this.path, variableOfSecret(secret));
  }
}

/** Where no secrets are to be had, so that nothing outside of this machine is changed. */
export const NO_SECRETS: ToolSecrets = {
  key: () => Promise.reject(new Error('there are no secrets of tools in this call')),
  token: () => Promise.reject(new Error('there are no secrets of tools in this call')),
};

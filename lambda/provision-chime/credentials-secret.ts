import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { ByonError, InvalidInputError, type Fault } from '../core/errors';
import type { Patience } from '../custom-resource/patience';
import { faultOf, SETTLED } from './faults';

export interface Credential {
  Username: string;
  Password: string;
}

/** Terraform's limit (MaxItems); Amazon's documentation names none. */
const MOST_CREDENTIALS = 10;

const printable = z.string().regex(/^[\x20-\x7e]+$/, 'must be printable US-ASCII, at least one character');
const credential = z.object({ username: printable, password: printable });
const content = z.union([credential.transform((one) => [one]), z.array(credential)]);

/** The user names and passwords that carriers register with, in a secret of Secrets Manager. */
export class CredentialsSecret {
  constructor(private readonly client: SecretsManagerClient) {}

  /** @throws InvalidInputError that says where the content is wrong, and nothing of the content. */
  async read(arn: string, time: Patience): Promise<Credential[]> {
    const credentials = parse(arn, await this.text(arn, time));
    const faults = faultsOf(credentials);
    if (faults.length > 0) throw new InvalidInputError(`the secret ${arn}`, faults);
    return credentials;
  }

  private async text(arn: string, time: Patience): Promise<string> {
    try {
      return await time.attempt({
        what: `GetSecretValue of ${arn}`,
        call: async () => {
          const { SecretString } = await this.client.send(new GetSecretValueCommand({ SecretId: arn }));
          return SecretString ?? '';
        },
        worth: (error) => SETTLED[faultOf(error)] ?? 0,
      });
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return '';
      const name = error instanceof Error ? error.name : 'unknown error';
      throw new ByonError(
        `the secret ${arn} could not be read (${name}); see that the role of the provisioning function may call ` +
          'secretsmanager:GetSecretValue on it, and kms:Decrypt on its key',
      );
    }
  }
}

function parse(arn: string, text: string): Credential[] {
  const { data, error } = content.safeParse(json(text));
  if (data) return data.map(({ username, password }) => ({ Username: username, Password: password }));
  const issues = error.issues.flatMap((issue) =>
    issue.code === 'invalid_union' ? issue.errors.flat() : [issue],
  );
  const faults = issues
    .filter(({ code }) => code === 'invalid_format')
    .map(({ path, message }) => ({ path: path.join('.'), message }));
  if (faults.length > 0) throw new InvalidInputError(`the secret ${arn}`, faults);
  throw new InvalidInputError(`the secret ${arn}`, [
    {
      path: '',
      message:
        'must hold {"username": "…", "password": "…"} or a list of these; fill it with ' +
        `aws secretsmanager put-secret-value --secret-id ${arn} --secret-string file://credentials.json`,
    },
  ]);
}

/** The parser's own errors quote what they could not read. */
function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function faultsOf(credentials: readonly Credential[]): Fault[] {
  const faults: Fault[] = [];
  const { length } = credentials;
  if (length < 1 || length > MOST_CREDENTIALS) {
    faults.push({ path: '', message: `has ${length} credentials; give it 1 to ${MOST_CREDENTIALS}` });
  }
  credentials.forEach(({ Username }, i) => {
    const first = credentials.findIndex((other) => other.Username === Username);
    if (first < i)
      faults.push({ path: `${i}.username`, message: `is the same as that of ${first}; remove one of them` });
  });
  return faults;
}

import { toTrouble } from '../../../bin/aws/trouble';

function told(name: string, message = 'whatever AWS says', code?: string) {
  const error = Object.assign(new Error(message), { name }, code === undefined ? {} : { code });
  const { kind, message: text, next } = toTrouble(error, 'secretsmanager:GetSecretValue');
  return { kind, text, next };
}

it.each([
  ['AccessDeniedException', 'allow secretsmanager:GetSecretValue'],
  ['ForbiddenException', 'allow secretsmanager:GetSecretValue'],
])('%s names the permission', (name, next) => {
  expect(told(name)).toMatchObject({ kind: 'denied', next });
});

it('a KMS key that may not be used is told apart from the secret', () => {
  expect(told('AccessDeniedException', 'Access to KMS is not allowed')).toEqual({
    kind: 'denied',
    text: 'this account or role may not use the KMS key behind secretsmanager:GetSecretValue',
    next: 'allow kms:Decrypt and kms:GenerateDataKey on the KMS key of the secret',
  });
});

it.each(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired'])('%s is an expired session', (name) => {
  expect(told(name)).toMatchObject({ kind: 'credentials', text: 'the AWS session has expired' });
});

it('an SSO session that has expired is one too', () => {
  const message = 'The SSO session associated with this profile has expired.';
  expect(told('CredentialsProviderError', message).text).toBe('the AWS session has expired');
});

it.each(['ENOTFOUND', 'ECONNREFUSED', 'EAI_AGAIN'])('%s is a network that does not lead to AWS', (code) => {
  expect(told('Error', 'getaddrinfo', code)).toMatchObject({
    kind: 'unreachable',
    text: `AWS was not reached (${code})`,
  });
});

it('anything else is named, without the message that may quote what was sent', () => {
  expect(told('InvalidParameterException', 'sk-planted is no secret')).toEqual({
    kind: 'refused',
    text: 'AWS refused secretsmanager:GetSecretValue (InvalidParameterException)',
    next: 'run this once more; then ask AWS Support',
  });
});

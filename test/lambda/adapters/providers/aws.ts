/** Credentials of nobody, where the AWS SDK looks for a function's own. Fakes of AWS take only these. */
export function useFakeCredentials(): void {
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIDFAKE',
    AWS_SECRET_ACCESS_KEY: 'fake',
  });
}

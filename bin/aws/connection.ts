/** Where and as whom a command speaks to AWS. What is not given comes from the environment and the profile. */
export interface AwsOptions {
  region?: string;
  profile?: string;
}

/** Settings for every client of the SDK. */
export function connection({ region, profile }: AwsOptions) {
  // The SDK would tell whoever runs an older Node, before every answer, that it will leave it behind one day.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  // The AWS CLI and the CDK read AWS_DEFAULT_REGION; the SDK reads only AWS_REGION.
  const named = region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  return {
    ...(named && { region: named }),
    ...(profile && { profile }),
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 15_000, throwOnRequestTimeout: true },
  };
}

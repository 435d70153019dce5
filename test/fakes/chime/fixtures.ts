import type { FakeChime } from './server';

export const FUNCTION = 'arn:aws:lambda:us-east-1:111122223333:function:call:live';

/** A connector of someone else. */
export function seedConnector(chime: FakeChime, Name = 'theirs', region = 'us-east-1') {
  const AwsRegion = region as 'us-east-1';
  return chime.seed('CreateVoiceConnector', { Name, RequireEncryption: true, AwsRegion }, region)
    .VoiceConnector;
}

export function seedApplication(chime: FakeChime, Name = 'theirs', region = 'us-east-1') {
  const Endpoints = [{ LambdaArn: FUNCTION.replace('us-east-1', region) }];
  return chime.seed('CreateSipMediaApplication', { Name, AwsRegion: region, Endpoints }, region)
    .SipMediaApplication;
}

/** A connector, an application, and the rule that sends the one's calls to the other. */
export function seedChain(chime: FakeChime, Name = 'theirs') {
  const connector = seedConnector(chime, Name);
  const application = seedApplication(chime, Name);
  const rule = chime.seed('CreateSipRule', {
    Name,
    TriggerType: 'RequestUriHostname',
    TriggerValue: connector.OutboundHostName,
    TargetApplications: [target(application.SipMediaApplicationId)],
  }).SipRule;
  return { connector, application, rule };
}

export function target(SipMediaApplicationId: string, AwsRegion = 'us-east-1', Priority = 1) {
  return { SipMediaApplicationId, AwsRegion, Priority };
}

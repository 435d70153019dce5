import type { ChimeResourceType } from '../../../lambda/provision-chime/properties';
import type { AwsAccount } from './aws-account';
import type { Properties } from '../custom-resource/cloudformation';

export const SECRET_ARN = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:carrier-AbCdEf';
export const PLANTED_PASSWORD = 'planted-password-5f2c';
export const OTHER_PASSWORD = 'planted-password-9e1a';
export const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:111122223333:function:call:live';

/** One resource's properties through its life. */
export interface Sample {
  type: ChimeResourceType;
  first: Properties;
  /** Changed in place. */
  changed: Properties;
  /** Changed in what can't be changed in place. */
  replaced?: Properties;
}

/** What is there before the stack: of somebody else, but for the holders, which an earlier stack has made. */
export interface Surroundings {
  holder: string;
  otherHolder: string;
  application: string;
  otherApplication: string;
}

export function surround({ chime, secrets }: AwsAccount): Surroundings {
  secrets.secrets.set(
    SECRET_ARN,
    JSON.stringify([
      { username: 'trunk-a', password: PLANTED_PASSWORD },
      { username: 'trunk-b', password: OTHER_PASSWORD },
    ]),
  );
  Object.assign(chime.settings, { connectorsPerRegion: 10 });
  const tags = [{ Key: 'byon:owner', Value: 'arn:of:another:stack/Connector' }];
  const connector = (Name: string, Tags?: typeof tags) =>
    chime.seed('CreateVoiceConnector', {
      Name,
      RequireEncryption: true,
      NetworkType: 'IPV4_ONLY',
      AwsRegion: 'us-east-1',
      ...(Tags && { Tags }),
    }).VoiceConnector.VoiceConnectorId;
  const application = (Name: string) =>
    chime.seed('CreateSipMediaApplication', {
      AwsRegion: 'us-east-1',
      Name,
      Endpoints: [{ LambdaArn: FUNCTION_ARN }],
    }).SipMediaApplication.SipMediaApplicationId;
  const holders = { holder: connector('holder', tags), otherHolder: connector('other holder', tags) };
  for (const id of Object.values(holders)) {
    chime.seed('PutVoiceConnectorTermination', {
      VoiceConnectorId: id,
      Termination: { CpsLimit: 1, CallingRegions: ['US'], CidrAllowedList: ['54.172.60.0/30'] },
    });
  }
  const foreign = connector('byon');
  const target = application('byon');
  const host = chime.seed('GetVoiceConnector', { VoiceConnectorId: foreign }).VoiceConnector.OutboundHostName;
  chime.seed('CreateSipRule', {
    Name: 'byon',
    TriggerType: 'RequestUriHostname',
    TriggerValue: host,
    TargetApplications: [{ SipMediaApplicationId: target, Priority: 1, AwsRegion: 'us-east-1' }],
  });
  return { ...holders, application: target, otherApplication: application('other') };
}

export function sampleOf(type: ChimeResourceType, around: Surroundings, account: AwsAccount): Sample {
  const {
    holder: VoiceConnectorId,
    otherHolder,
    application: SipMediaApplicationId,
    otherApplication,
  } = around;
  const elsewhere = { VoiceConnectorId: otherHolder };
  const hostOf = (id: string) =>
    account.chime.seed('GetVoiceConnector', { VoiceConnectorId: id }).VoiceConnector.OutboundHostName;
  const samples: Record<ChimeResourceType, () => Omit<Sample, 'type'>> = {
    'Custom::ByonVoiceConnector': () => {
      const first = {
        Name: 'byon',
        RequireEncryption: true,
        NetworkType: 'IPV4_ONLY',
        Tags: [
          { Key: 'stage', Value: 'test' },
          { Key: 'team', Value: 'voice' },
        ],
      };
      return {
        first,
        changed: {
          ...first,
          Name: 'byon 2',
          RequireEncryption: false,
          Tags: [{ Key: 'stage', Value: 'live' }],
        },
        replaced: { ...first, NetworkType: 'DUAL_STACK' },
      };
    },
    'Custom::ByonTermination': () => {
      const first = {
        VoiceConnectorId: otherHolder,
        CpsLimit: 2,
        CallingRegions: ['US', 'IN'],
        CidrAllowedList: ['54.172.60.0/30', '54.244.51.0/30'],
        DefaultPhoneNumber: '+14155550100',
      };
      const { DefaultPhoneNumber: _, ...without } = first;
      return {
        first,
        changed: { ...without, CpsLimit: 1, CidrAllowedList: ['54.172.60.0/30'], Disabled: true },
        replaced: { ...first, VoiceConnectorId },
      };
    },
    'Custom::ByonTerminationCredentials': () => {
      const first = { VoiceConnectorId, SecretArn: SECRET_ARN, Revision: '1' };
      return { first, changed: { ...first, Revision: '2' }, replaced: { ...first, ...elsewhere } };
    },
    'Custom::ByonOrigination': () => {
      const route = { Host: '54.172.60.1', Port: 5060, Protocol: 'UDP', Priority: 1, Weight: 1 };
      const first = { VoiceConnectorId, Routes: [route, { ...route, Host: '54.172.60.2', Priority: 2 }] };
      return {
        first,
        changed: { ...first, Routes: [{ ...route, Port: 5080 }] },
        replaced: { ...first, ...elsewhere },
      };
    },
    'Custom::ByonVoiceConnectorLogging': () => {
      const first = { VoiceConnectorId, EnableSIPLogs: true, EnableMediaMetricLogs: false };
      return {
        first,
        changed: { ...first, EnableMediaMetricLogs: true },
        replaced: { ...first, ...elsewhere },
      };
    },
    'Custom::ByonStreaming': () => {
      const first = { VoiceConnectorId, DataRetentionInHours: 1, NotificationTargets: ['EventBridge'] };
      return {
        first,
        changed: { ...first, DataRetentionInHours: 0, NotificationTargets: [] },
        replaced: { ...first, ...elsewhere },
      };
    },
    'Custom::ByonSipMediaApplication': () => {
      const first = { Name: 'byon', LambdaArn: FUNCTION_ARN, Tags: [{ Key: 'stage', Value: 'test' }] };
      return { first, changed: { Name: 'byon 2', LambdaArn: `${FUNCTION_ARN}2` } };
    },
    'Custom::ByonSipMediaApplicationLogging': () => {
      const first = { SipMediaApplicationId, EnableSipMediaApplicationMessageLogs: true };
      return {
        first,
        changed: { ...first, EnableSipMediaApplicationMessageLogs: false },
        replaced: { ...first, SipMediaApplicationId: otherApplication },
      };
    },
    'Custom::ByonSipRule': () => {
      const target = { SipMediaApplicationId, Priority: 1, AwsRegion: 'us-east-1' };
      const first = {
        Name: 'byon',
        TriggerType: 'RequestUriHostname',
        TriggerValue: hostOf(VoiceConnectorId),
        TargetApplications: [target],
      };
      return {
        first,
        changed: {
          ...first,
          Name: 'byon 2',
          TargetApplications: [{ ...target, SipMediaApplicationId: otherApplication }],
        },
        replaced: { ...first, TriggerValue: hostOf(otherHolder) },
      };
    },
  };
  return { type, ...samples[type]() };
}

/** All that the account holds, without times. Ids and host names stay: those of the surroundings never change. */
export function stateOf({ chime }: AwsAccount): unknown {
  return plain(chime.snapshot(), () => false);
}

/** The same without what differs between two resources that are alike. */
export function likenessOf({ chime }: AwsAccount): unknown {
  return plain(chime.snapshot(), (key, all) => {
    const ofATarget = key === 'SipMediaApplicationId' && !('SipMediaApplicationArn' in all);
    return /(Id|Arn|HostName)$/.test(key) && !ofATarget;
  });
}

function plain(value: unknown, drops: (key: string, all: object) => boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => plain(item, drops));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(
    ([key, member]) => !/Timestamp$/.test(key) && !drops(key, value) && !isOff(key, member),
  );
  return Object.fromEntries(members.map(([key, member]) => [key, plain(member, drops)]));
}

/** Logging that is off is as good as none. */
function isOff(key: string, member: unknown): boolean {
  return (
    key === 'logging' && (member === false || Object.values(member as object).every((on) => on === false))
  );
}

import { ByonError } from '../core/errors';
import { OutOfTimeError } from '../custom-resource/patience';
import { codeOf, faultOf, type Fault } from './faults';

/** The service did not do it, for good or within the time. The message is for whoever deploys. */
export class Refusal extends ByonError {
  override readonly name = 'Refusal';

  constructor(
    readonly fault: Fault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What happened, why, and what to do next. Holds no phone number, and no secret. */
export function explained(error: unknown, operation: string, about: string): Error {
  if (error instanceof Refusal) return error;
  const late = error instanceof OutOfTimeError;
  if (late && error.cause === undefined) return error;
  const cause = late ? error.cause : error;
  const fault = faultOf(cause);
  const advice = adviceOn(operation, fault, codeOf(cause), cause);
  const message =
    `Amazon Chime SDK Voice did not carry out ${operation} of ${about}${late ? ' in the time there is' : ''}. ` +
    `${advice} ${said(cause, operation)}`;
  return new Refusal(fault, message, { cause });
}

const CLOSED =
  'Either SIP media applications are closed to this account: since 2026-10-29 they take no new customers, and ' +
  'accounts that had one keep it. Then deploy in an account that has one, or ask AWS Support, quoting "PSTN Audio ' +
  'Maintenance Mode Exception" (an AI voice agent is not among the exceptions that AWS names). Or the role of the ' +
  'provisioning function is refused: see that it, its permission boundary and the service control policies allow ' +
  'chime:CreateSipMediaApplication, lambda:GetPolicy and lambda:AddPermission.';

/** By operation, which quota is full. Defaults: AWS General Reference, "SIP trunking and voice quotas". */
const QUOTAS: Readonly<Record<string, string>> = {
  CreateVoiceConnector: 'Voice Connectors per region (3 unless raised)',
  CreateSipMediaApplication: 'SIP media applications per region (30 unless raised)',
  CreateSipRule: 'SIP rules',
};

function adviceOn(operation: string, fault: Fault, code: string | undefined, cause: unknown): string {
  if (isClosedToThisAccount(operation, fault)) return CLOSED;
  if (code === 'PhoneNumberAssociationsExist') return NUMBERS_ATTACHED;
  if (code === 'VoiceConnectorGroupAssociationsExist') return IN_A_GROUP;
  if (cause instanceof Error && cause.name === 'ResourceLimitExceededException')
    return quotaAdvice(operation);
  if (fault === 'denied' && /^Put.*LoggingConfiguration$/.test(operation)) return LOGS_DENIED;
  if (fault === 'conflict' && operation === 'CreateSipRule') return TRIGGER_TAKEN;
  return GENERAL[fault](operation);
}

/**
 * How the service refuses an account without SIP media applications is not documented; nobody could try it. Any
 * denial of this one operation is taken for it.
 */
function isClosedToThisAccount(operation: string, fault: Fault): boolean {
  return operation === 'CreateSipMediaApplication' && fault === 'denied';
}

const NUMBERS_ATTACHED =
  'Phone numbers of Amazon Chime SDK are still associated with it. BYON never releases or moves a number: ' +
  'disassociate them from this connector in the Amazon Chime SDK console, then deploy or delete again.';

const IN_A_GROUP = 'It is in a Voice Connector group: take it out of the group, then deploy or delete again.';

const LOGS_DENIED =
  "The function's role must be allowed the log deliveries (logs:CreateLogDelivery, logs:PutResourcePolicy, " +
  'logs:DescribeLogGroups and what goes with them), and the account may hold no more than 10 resource policies of ' +
  'CloudWatch Logs in a region. Mend that, or turn this logging off.';

const TRIGGER_TAKEN =
  'Another SIP rule of this account has the same trigger or name. A trigger serves one rule: delete the other one ' +
  '(Amazon Chime SDK console, SIP rules), or choose another trigger.';

function quotaAdvice(operation: string): string {
  const quota = QUOTAS[operation] ?? `what ${operation} makes`;
  return (
    `The quota of ${quota} is used up. Delete what nobody needs, or raise it: AWS console, Service Quotas, ` +
    '"Amazon Chime SDK", in the region of the stack.'
  );
}

const GENERAL: Readonly<Record<Fault, (operation: string) => string>> = {
  throttled: () =>
    'It was throttled all the time: something else calls this API too often. Deploy again later.',
  unavailable: () => 'The service failed or could not be reached. Deploy again; see health.aws.amazon.com.',
  conflict: () => 'It is in use or is being changed. Remove what uses it, then deploy or delete again.',
  'bad-request': () =>
    'It takes these properties for wrong. Correct them as its message says and deploy again.',
  missing: () => 'What it refers to is not there. See whether somebody deleted it outside of this stack.',
  denied: (operation) =>
    `The role of the provisioning function is refused: see that it, its permission boundary and the service control ` +
    `policies allow chime:${operation}.`,
  refused: () => 'Act on its message, then deploy again.',
};

/** Of these, AWS's message might quote the secret. */
const SENSITIVE = /Credentials$/;

function said(cause: unknown, operation: string): string {
  if (!(cause instanceof Error)) return '';
  const message = SENSITIVE.test(operation) ? '' : `: ${withoutNumbers(cause.message)}`;
  return `AWS said ${cause.name}${message}`;
}

/** A number with its plus, or so many digits standing alone. Ids, ARNs and requests' ids stay. */
function withoutNumbers(message: string): string {
  return message.replace(/\+\d{7,15}|(?<![\w:/-])\d{10,15}(?![\w:/-])/g, '(number)');
}

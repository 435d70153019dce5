import type * as z from 'zod';
import { ByonError, InvalidInputError } from '../core/errors';
import type { Clock, Log } from '../core/ports';
import { bodyOf, deliver, type Answer } from './answer';
import { customResourceEvent, givenProperties, type CustomResourceEvent } from './event';
import { OutOfTimeError, Patience } from './patience';
import type { Put } from './put';
import type { ResourceKind, ResourceResult } from './resource-kind';

/** The last of the function's time, for the answer and its retries. */
const FOR_THE_ANSWER_MS = 15_000;

/** What a failed Create answers that left nothing. CloudFormation's Delete comes with it, and looks anew. */
const NOTHING_MADE = 'NothingMade';

export interface CustomResourceOptions {
  /** By the name of the type in a template, such as `Custom::ByonSipRule`. */
  types: Readonly<Record<string, ResourceKind<unknown>>>;
  clock: Clock;
  log: Log;
  put: Put;
}

/** The function's remaining time, as Lambda tells it. */
export interface Invocation {
  getRemainingTimeInMillis(): number;
}

/**
 * A Lambda handler for CloudFormation's custom resources. It does what is asked, and answers, always: a failure
 * and a lack of time too. It throws only where the answer can't get through. Whether the event comes again then is
 * the function's setting; each kind of resource bears it.
 */
export function customResource(
  options: CustomResourceOptions,
): (event: unknown, context: Invocation) => Promise<void> {
  const { clock, log, put } = options;
  return async (given, context) => {
    const event = customResourceEvent.parse(given);
    const end = clock.now() + context.getRemainingTimeInMillis();
    const about = {
      type: event.ResourceType,
      request: event.RequestType,
      logicalId: event.LogicalResourceId,
    };
    log.info('custom resource asked', about);
    const answer = await answerTo(event, options, new Patience(clock, end - FOR_THE_ANSWER_MS));
    log.info('custom resource done', { ...about, status: answer.status });
    const delivered = await deliver(event.ResponseURL, bodyOf(event, answer), put, new Patience(clock, end));
    if (!delivered) log.error('CloudFormation refused the answer', about);
  };
}

async function answerTo(event: CustomResourceEvent, options: CustomResourceOptions, time: Patience) {
  const { log } = options;
  let held: string | undefined;
  const holding = (physicalId: string | undefined) => void (held = physicalId);
  try {
    const result = await inTime(carryOut(event, options, time, holding), time);
    return { status: 'SUCCESS', result } satisfies Answer;
  } catch (error) {
    log.error('custom resource failed', { logicalId: event.LogicalResourceId, error });
    const before = event.RequestType === 'Create' ? NOTHING_MADE : event.PhysicalResourceId;
    const physicalId = held ?? before;
    return { status: 'FAILED', physicalId, reason: reasonOf(event, error) } satisfies Answer;
  }
}

/** Ends with the time even where the work hangs. */
async function inTime<T>(work: Promise<T>, time: Patience): Promise<T> {
  const late = time.pause(time.remainingMs).then(() => {
    throw new OutOfTimeError(`the time was over while waiting for ${time.waitingFor ?? 'the work'}`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    late.catch(() => undefined);
    time.end();
  }
}

async function carryOut(
  event: CustomResourceEvent,
  { types, log }: CustomResourceOptions,
  time: Patience,
  holding: (physicalId: string | undefined) => void,
): Promise<ResourceResult> {
  const { StackId: stackId, LogicalResourceId: logicalId, ResourceType: type } = event;
  const kind = types[type];
  const request = { stackId, logicalId, time, log, holding };
  if (event.RequestType === 'Delete') {
    const physicalId = event.PhysicalResourceId;
    const properties = kind?.properties.safeParse(givenProperties(event.ResourceProperties)).data;
    await kind?.delete({ ...request, physicalId, properties });
    return { physicalId };
  }
  if (!kind) {
    const known = Object.keys(types).join(', ');
    throw new ByonError(`this function has no resource type ${type}; it has ${known}`);
  }
  const properties = parse(kind.properties, event);
  if (event.RequestType === 'Create') return kind.create({ ...request, properties });
  const previous = kind.properties.safeParse(givenProperties(event.OldResourceProperties)).data;
  return kind.update({ ...request, physicalId: event.PhysicalResourceId, properties, previous });
}

function parse<P>(schema: z.ZodType<P>, event: CustomResourceEvent): P {
  const { data, error, success } = schema.safeParse(givenProperties(event.ResourceProperties));
  if (success) return data;
  throw new InvalidInputError(
    `${event.ResourceType} ${event.LogicalResourceId}`,
    error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  );
}

/** Foreign errors by their name alone: nobody knows what their messages hold. */
function reasonOf({ RequestType, LogicalResourceId }: CustomResourceEvent, error: unknown): string {
  const why =
    error instanceof ByonError
      ? error.message
      : `unexpected ${error instanceof Error ? error.name : 'failure'}; the log of the provisioning function says more`;
  return `${RequestType} of ${LogicalResourceId} failed: ${why}`;
}

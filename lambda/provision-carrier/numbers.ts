import type { NumberStep, WantedNumber } from '../core/carriers/plan-numbers';
import { ByonError } from '../core/errors';
import { markOf } from '../custom-resource/owner';
import type { Patience } from '../custom-resource/patience';
import type { CreateRequest, ResourceKind } from '../custom-resource/resource-kind';
import { aFewAtATime } from './a-few-at-a-time';
import { carryOut } from './carry-out';
import { openDesk, planAt } from './number-desk';
import { failure, refusal, summaryOf } from './number-words';
import { carrierNumbers, wantedNumbers, type CarrierNumbersProperties } from './properties';
import type { Services } from './services';

/** For giving back what a failed Create has taken. */
const FOR_THE_CLEANING_MS = 120_000;

/** Ends what is under way, so that nothing is changed behind the answer or beside a rollback. */
const TO_STOP_MS = 30_000;

type Request = Pick<CreateRequest<CarrierNumbersProperties>, 'stackId' | 'logicalId' | 'log' | 'properties'>;

/**
 * The numbers of a carrier that a stack answers. What it does is planned anew each time from the wish, the notes and
 * what the carrier shows, so that it goes on from wherever an earlier event was cut off. The id never changes: a
 * replacement would be deleted, and would give back what the next one has.
 */
export function carrierNumbersKind(services: Services): ResourceKind<CarrierNumbersProperties> {
  return {
    properties: carrierNumbers,

    async create(request) {
      const { properties, time, log } = request;
      const physicalId = `numbers:${properties.CarrierId}:${markOf(request)}`;
      try {
        return { physicalId, data: await reach(services, request, time.keepingBack(FOR_THE_CLEANING_MS)) };
      } catch (error) {
        try {
          await leave(services, request, time.keepingBack(TO_STOP_MS));
        } catch (failed) {
          // CloudFormation's Delete tries it again. What matters is why the Create failed.
          log.warn('what a failed Create has taken could not be given back', { error: failed });
        }
        throw error;
      }
    },

    async update(request) {
      const { physicalId, time } = request;
      return { physicalId, data: await reach(services, request, time.keepingBack(TO_STOP_MS)) };
    },

    async delete({ properties, ...request }) {
      if (properties === undefined) return;
      await leave(services, { ...request, properties }, request.time.keepingBack(TO_STOP_MS));
    },
  };
}

/** Brings the numbers to what is wanted. Refuses all that it must before the first change. */
async function reach(services: Services, request: Request, time: Patience): Promise<{ Summary: string }> {
  const { properties, log } = request;
  const wanted = await readWanted(services, properties);
  const desk = await openDesk(properties, { owner: request, time, services });
  const plan = await planAt(desk, wanted);
  tell(request, plan.steps);
  const refused = plan.steps.filter((step) => step.step === 'refuse');
  if (refused.length > 0) throw refusal(properties.CarrierId, refused);
  const failed = await aFewAtATime(plan.steps, (step) => carryOut(desk, plan, step), { goOn: false });
  for (const { item, error } of failed) {
    log.error('a number could not be led', { step: item.step, error }, { number: item.number });
  }
  if (failed.length > 0) {
    throw failure(failed, {
      what: `of ${properties.CarrierId} could not be led elsewhere`,
      advice: 'Mend what is said below, and deploy again: it goes on where it stopped.',
    });
  }
  return { Summary: summaryOf(plan.steps) };
}

/** Gives back all that is noted. */
async function leave(services: Services, request: Request, time: Patience): Promise<void> {
  const { properties, log } = request;
  const noted = await services.notes(properties.Table, request).numbers();
  // A Create that was refused leaves nothing, and its credentials may be the reason.
  if (noted.length === 0) return;
  const desk = await openDesk(properties, { owner: request, time, services });
  const plan = await planAt(desk, []);
  tell(request, plan.steps);
  const failed = await aFewAtATime(plan.steps, (step) => carryOut(desk, plan, step), { goOn: true });
  for (const { item, error } of failed) {
    log.error('a number could not be given back', { step: item.step, error }, { number: item.number });
  }
  if (failed.length === 0) return;
  throw failure(failed, {
    what: `of ${properties.CarrierId} could not be given back`,
    advice:
      'Mend what is said below and delete again, or lead these numbers by hand to where they belong and delete ' +
      'again: a number that leads elsewhere is let go.',
  });
}

async function readWanted(
  services: Services,
  { Bucket, Key }: CarrierNumbersProperties,
): Promise<WantedNumber[]> {
  const { data, error } = wantedNumbers.safeParse(await services.readJson(Bucket, Key));
  if (data) return data;
  const at = error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new ByonError(
    `the numbers in ${Key} are of another version of byon-cdk (${at.join('; ')}); synthesise and deploy again`,
  );
}

/** How many numbers meet which step; the numbers themselves are for who may know them. */
function tell({ properties, log }: Request, steps: readonly NumberStep[]): void {
  const numbersOf = (kind: NumberStep['step']) =>
    steps.filter(({ step }) => step === kind).map(({ number }) => number);
  const kinds = [...new Set(steps.map(({ step }) => step))];
  const numbers = Object.fromEntries(kinds.map((kind) => [kind, numbersOf(kind)]));
  const counts = Object.fromEntries(kinds.map((kind) => [kind, numbers[kind]?.length]));
  log.info('numbers planned', { carrier: properties.CarrierId, ...counts }, numbers);
  for (const step of steps.filter((one) => one.step === 'leave')) {
    const { number, reason } = step;
    log.warn(
      'a number was moved by others, and is left alone',
      { carrier: properties.CarrierId, reason },
      { number },
    );
  }
}

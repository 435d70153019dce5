import { indianDay } from '../core/compliance/day';
import { expiryNewsOf, type DltExpiring, type RegisteredNumber } from '../core/compliance/expiry-news';
import type { DltNumbers, ExpiryBus, ExpiryMark } from '../core/compliance/expiry-ports';
import { inChunks } from '../core/in-chunks';
import { inLanes } from '../core/in-lanes';
import type { Clock, Log } from '../core/ports';

export interface ExpiryTellerPorts {
  numbers: DltNumbers;
  bus: ExpiryBus;
  mark: ExpiryMark;
  clock: Clock;
  log: Log;
}

/** As many as the bus takes at once. */
const AT_ONCE = 10;
const LANES = 4;

/**
 * Tells which registrations end soon. The day is noted when all of it has been told, so that a run which has failed is
 * made up for by the next one, the same day or later; it repeats what it had told, under the same ids.
 *
 * @throws when the bus or the table fails: then it has to be tried again.
 */
export async function tellExpiries({ numbers, bus, mark, clock, log }: ExpiryTellerPorts): Promise<void> {
  const today = indianDay(clock.now());
  const toldOn = await mark.find();
  if (toldOn !== undefined && toldOn >= today) return log.info('all is told already', { today, toldOn });
  let told = 0;
  const news = newsOf(numbers.all(), today, toldOn);
  await inLanes(inChunks(news, AT_ONCE), LANES, async (events) => {
    await bus.send(events);
    told += events.length;
  });
  await mark.save(today);
  log.info('registrations that end soon are told', { today, toldOn, told });
}

async function* newsOf(
  numbers: AsyncIterable<RegisteredNumber>,
  today: string,
  toldOn: string | undefined,
): AsyncGenerator<DltExpiring> {
  for await (const number of numbers) yield* expiryNewsOf(number, today, toldOn);
}

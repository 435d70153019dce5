import { CarrierError } from '../adapters/carriers/carrier-error';
import type { CarrierNotes } from '../core/carriers/carrier-notes';
import {
  planNumbers,
  type NumberNote,
  type NumberStep,
  type WantedNumber,
} from '../core/carriers/plan-numbers';
import type { CarrierNumber, Routing, Switchboard } from '../core/carriers/switchboard';
import { ByonError } from '../core/errors';
import type { Owner } from '../custom-resource/owner';
import type { Patience } from '../custom-resource/patience';
import { counted } from './number-words';
import type { CarrierNumbersProperties } from './properties';
import type { Services } from './services';
import { switchboardFor } from './switchboard-for';
import { worthOf } from './transient';

/** From so many on, the whole list costs less than looking each up. */
const MANY = 3;

/** One carrier's numbers, and what a stack has noted of them. */
export interface NumberDesk {
  switchboard: Switchboard;
  notes: CarrierNotes;
  /** The account at the carrier. */
  account: string;
  /** Where the stack wants calls to go. */
  target: Routing;
  time: Patience;
}

/** What there is to do, and the notes that it was planned with. */
export interface Plan {
  steps: NumberStep[];
  noted: ReadonlyMap<string, NumberNote>;
}

/** @throws ByonError where the carrier refuses the credentials. */
export async function openDesk(
  properties: CarrierNumbersProperties,
  { owner, time, services }: { owner: Owner; time: Patience; services: Services },
): Promise<NumberDesk> {
  const { switchboard, target } = await switchboardFor(properties, services);
  const notes = services.notes(properties.Table, owner);
  const account = await time.attempt({
    what: `the look into the account at ${switchboard.carrier}`,
    call: () => accountOf(switchboard, properties.SecretArn),
    worth: worthOf,
  });
  return { switchboard, notes, account, target: switchboard.routingTo(target), time };
}

/** What to do with each number. @throws ByonError where the notes are of another account. */
export async function planAt(desk: NumberDesk, wanted: readonly WantedNumber[]): Promise<Plan> {
  const { switchboard, notes, target, time } = desk;
  const present = await notes.numbers();
  checkAccount(desk, present);
  const numbers = new Set([...wanted, ...present].map(({ number }) => number));
  const live = await time.attempt({
    what: `the look at the numbers at ${switchboard.carrier}`,
    call: () => liveNumbers(switchboard, [...numbers]),
    worth: worthOf,
  });
  // Read again: what the same event, come twice, has changed at the carrier by now, it has noted before.
  const known = (await notes.numbers()).filter(({ number }) => numbers.has(number));
  return {
    steps: planNumbers({ wanted, notes: known, live, target }, switchboard),
    noted: new Map(known.map((note) => [note.number, note])),
  };
}

async function accountOf(switchboard: Switchboard, secretArn: string): Promise<string> {
  try {
    return await switchboard.account();
  } catch (error) {
    if (!(error instanceof CarrierError) || (error.status !== 401 && error.status !== 403)) throw error;
    throw new ByonError(
      `${switchboard.carrier} refuses the credentials of the secret ${secretArn}: put valid ones there, and try again ` +
        `(${error.message})`,
      { cause: error },
    );
  }
}

function checkAccount({ account, switchboard }: NumberDesk, notes: readonly NumberNote[]): void {
  const foreign = notes.filter((note) => note.account !== account);
  if (foreign.length === 0) return;
  throw new ByonError(
    `${counted(foreign.length)} ${foreign.length === 1 ? 'belongs' : 'belong'} to another account than the one whose credentials the secret holds now, and ` +
      `only that one at ${switchboard.carrier} can give them back. Put its credentials back into the secret and deploy ` +
      'again. To change accounts, first deploy without these numbers and this carrier. If that account is closed, ' +
      'delete the stack and retain this resource',
  );
}

async function liveNumbers(switchboard: Switchboard, numbers: readonly string[]): Promise<CarrierNumber[]> {
  if (numbers.length >= MANY) return switchboard.numbers();
  const found = await Promise.all(numbers.map((number) => switchboard.find(number)));
  return found.filter((one) => one !== undefined);
}

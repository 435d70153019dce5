import { deployedNotes } from '../../carriers/deployed-notes';
import { AwsTrouble } from '../../aws/trouble';
import type { NumberNote } from '../../../lambda/core/carriers/plan-numbers';
import { nativeCarrier } from '../carriers/native-carrier';
import { sipCarrier } from '../carriers/sip-carrier';
import { asking, unknown, type Check, type Preflight } from '../preflight';
import type { Result } from '../result';

/** Whether each carrier can be asked, and whether its numbers can be connected. One's failure hides no other's. */
export const carriers: Check = {
  name: 'carriers',
  async look(preflight) {
    const { config, onlyCarrier } = preflight;
    const entries = Object.entries(config.carriers).filter(
      ([id]) => onlyCarrier === undefined || id === onlyCarrier,
    );
    if (entries.length === 0) return [];
    const notes = await notesOrTrouble(preflight);
    const found = entries.map(async ([id, settings]): Promise<Result[]> => {
      if (settings.type === 'sip') return sipCarrier(id, settings, preflight);
      const check = `carrier ${id}`;
      return asking(check, preflight, async (account) => {
        if (notes instanceof AwsTrouble) return [unknown(check, notes)];
        return nativeCarrier({ id, settings, account, notes: notes.get(id) ?? [] }, preflight);
      });
    });
    return (await Promise.all(found)).flat();
  },
};

async function notesOrTrouble({
  account,
  stack,
}: Preflight): Promise<ReadonlyMap<string, NumberNote[]> | AwsTrouble> {
  if (!account) return new Map();
  if (stack instanceof AwsTrouble) return stack;
  try {
    return await deployedNotes(account, stack);
  } catch (error) {
    if (error instanceof AwsTrouble) return error;
    throw error;
  }
}

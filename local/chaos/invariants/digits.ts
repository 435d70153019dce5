import { asksForDigits } from '../../hidden-keys';
import type { ChaosCall } from '../play';

/** Fewer may stand somewhere by chance. */
const TELLING = 10;

/** What the caller has keyed while private digits were asked for; all that agents ask for here is private. */
export function digitFaults({ observations, placesOf }: ChaosCall): string[] {
  const keyed: string[] = [];
  let isAsked = false;
  for (const one of observations) {
    if (one.type === 'action-started' && asksForDigits(one.action)) {
      isAsked = true;
      keyed.push('');
    } else if (one.type === 'action-finished' && asksForDigits(one.action)) isAsked = false;
    else if (one.type === 'digit-pressed' && isAsked) keyed.push(`${keyed.pop()}${one.digit}`);
  }
  return keyed
    .flatMap((keys) => keys.match(/\d+/g) ?? [])
    .filter((digits) => digits.length >= TELLING)
    .flatMap((digits) => placesOf(digits).map((place) => `private digits stand in ${place}`));
}

import type { SipSettings } from '../../../lambda/core/carriers/settings';
import { callersOf } from '../../../lib/carriers/callers';
import { resolveCallsFrom } from '../../../lib/carriers/calls-from';
import { AwsTrouble } from '../../aws/trouble';
import type { Preflight } from '../preflight';
import type { Result } from '../result';

/** What a carrier needs to know whose trunk somebody sets up by hand, and where its calls come from. */
export function sipCarrier(id: string, settings: SipSettings, { stack, config }: Preflight): Result[] {
  const check = `carrier ${id}`;
  const ranges = resolveCallsFrom(callersOf(settings)).cidrs;
  const numbers = config.numbers.filter(({ carrier }) => carrier === id).length;
  const outputs = stack && !(stack instanceof AwsTrouble) ? stack.outputs : undefined;
  const out =
    settings.routes.length > 0
      ? `; called through ${settings.routes.map(({ host }) => host).join(', ')}`
      : '';
  const detail = `a trunk that you set up by hand, with ${counted(numbers)}; it calls from ${ranges.join(', ')}${out}`;
  return [{ check, status: 'ok', detail, next: handOver(outputs) }];
}

function handOver(outputs: ReadonlyMap<string, string> | undefined): string {
  const host = outputs?.get('SipHostName');
  if (outputs === undefined || host === undefined) {
    return 'after the deploy, give the carrier what the stack tells: SipHostName, SipPort, SignallingRanges, MediaRanges';
  }
  const told = ['SipPort', 'SignallingRanges', 'MediaRanges'].map(
    (name) => `${name} ${outputs.get(name) ?? '?'}`,
  );
  return `give the carrier sip:<number>@${host}, ${told.join(', ')}, and G.711 mu-law (PCMU)`;
}

function counted(count: number): string {
  return count === 1 ? 'one number' : `${count} numbers`;
}

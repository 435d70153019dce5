import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { ARRIVALS, hasLeft } from '../lambda/call/handler';
import { smaEvent, type SmaEvent } from '../lambda/call/chime/events';
import { toHappening, type Told } from '../lambda/call/chime/to-happening';
import { HAPPENINGS } from '../lambda/core/conversation/happenings';
import { PHASES } from '../lambda/core/conversation/state';
import { TABLE } from '../lambda/core/conversation/table';
import { EVENTS, type Example } from './states-events';

export const STATES_FILE = path.join(__dirname, '../docs/states.md');

/** @returns `docs/states.md` as it should stand in {@link STATES_FILE}. */
export function renderStates(): string {
  return [
    '# How a conversation goes, state by state',
    `A conversation is in one of ${PHASES.length} states, and whatever happens in a state takes a named edge to the next one. ` +
      'The first table tells the edge for every happening in every state (a dot: the line goes on as it is); the edges ' +
      'stand in [edges.ts](../lambda/core/conversation/edges.ts). ' +
      'The second one tells what the events of an Amazon Chime SIP media application mean as happenings.',
    'This file is printed by `npx tsx build/states.ts` from the tables that the code runs on.',
    '## Happenings and states',
    table(
      ['happening', ...PHASES],
      HAPPENINGS.map((happening) => [happening, ...PHASES.map((phase) => edgeOf(phase, happening))]),
    ),
    '## Events of the SIP media application and happenings',
    'A call that is not known yet begins with `arrived` or `turned-away`, whichever of its events reaches us ' +
      'first, as long as that event says that the call is up. A call which is past its longest time takes ' +
      '`expired` in place of all but `hung-up` and `transferred`. The turn worker brings `replied`, `silent`, ' +
      '`unfinished`, `failed` (reply) and, while it is not ready, `waited`.',
    table(
      ['event', 'action', 'with', 'happening of a call under way', 'first event of a call'],
      EVENTS.map((example) => [
        code(example.event),
        code(example.action),
        example.detail ?? '',
        inWords(meaning(example)),
        asTheFirst(example),
      ]),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

export function writeStates(): void {
  writeFileSync(STATES_FILE, renderStates());
}

function edgeOf(phase: (typeof PHASES)[number], happening: (typeof HAPPENINGS)[number]): string {
  const edge = TABLE[phase][happening];
  return edge === 'ignore' ? '·' : edge;
}

function meaning(example: Example): Told | undefined {
  return toHappening(eventOf(example));
}

function asTheFirst(example: Example): string {
  const left = hasLeft(eventOf(example));
  if (left) return inWords(left);
  return ARRIVALS.has(example.event) ? '`arrived`, `turned-away`' : '·';
}

function eventOf({ event, action, data }: Example): SmaEvent {
  return smaEvent.parse({
    Sequence: 1,
    InvocationEventType: event,
    ...(action && { ActionData: { Type: action, ...data } }),
    CallDetails: { TransactionId: 'example', Participants: [] },
  });
}

function inWords(told: Told | undefined): string {
  if (!told) return '·';
  switch (told.type) {
    case 'failed':
      return `\`failed\` (${told.what})`;
    case 'hung-up':
      return `\`hung-up\` (${told.by})`;
    default:
      return code(told.type);
  }
}

function code(text: string | undefined): string {
  return text ? `\`${text}\`` : '';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

if (require.main === module) writeStates();

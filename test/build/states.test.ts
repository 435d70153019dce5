import { readFileSync } from 'node:fs';
import { renderStates, STATES_FILE } from '../../build/states';
import { EVENTS } from '../../build/states-events';
import { EVENT_TYPES } from '../../lambda/call/chime/events';
import { HAPPENINGS } from '../../lambda/core/conversation/happenings';
import { PHASES } from '../../lambda/core/conversation/state';

describe('docs/states.md', () => {
  test('is what the code does; otherwise run `npx tsx build/states.ts`', () => {
    expect(readFileSync(STATES_FILE, 'utf8')).toBe(renderStates());
  });

  test('has a row for every happening and a column for every state', () => {
    const rows = renderStates().split('\n');
    expect(rows).toContain(`| happening | ${PHASES.join(' | ')} |`);
    for (const happening of HAPPENINGS)
      expect(rows.some((row) => row.startsWith(`| ${happening} |`))).toBe(true);
  });

  test('shows every type of event', () => {
    expect(new Set(EVENTS.map(({ event }) => event))).toEqual(new Set(EVENT_TYPES));
  });
});

import { ByonError, InvalidInputError } from '../core/errors';
import { command, load, open, readSettings, report, start, type DeskPorts } from './desk';
import { deskRequest, stateOf } from './requests';

/** Answers `npx byon campaign`, which invokes it with a `DeskRequest`, with a `DeskAnswer`. */
export function createDesk(ports: DeskPorts): (event: unknown) => Promise<object> {
  return async (event) => {
    try {
      return await answerOf(event, ports);
    } catch (error) {
      if (error instanceof InvalidInputError) return { refused: error.subject, faults: error.faults };
      if (error instanceof ByonError) return { refused: error.message };
      throw error;
    }
  };
}

async function answerOf(event: unknown, ports: DeskPorts): Promise<object> {
  const request = deskRequest.parse(event);
  switch (request.action) {
    case 'rules':
      return { rules: (await readSettings(request.settings, ports)).rules };
    case 'open':
      return stateOf(await open(request.settings, request.list, ports));
    case 'load':
      return stateOf(await load(request, ports));
    case 'start':
      return stateOf(await start(request, ports));
    case 'report':
      return { report: await report(request.id, ports) };
    default:
      return stateOf(await command(request.id, request.action, ports));
  }
}

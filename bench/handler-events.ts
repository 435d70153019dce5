import { Clips } from '../lambda/call/clips';
import { createCallHandler } from '../lambda/call/handler';
import { WallClock } from '../local/clock';
import { openHandlers, type Handlers } from '../local/handlers';
import { Faults } from '../local/sim/faults';
import { INSTANT } from '../local/sim/pace';
import { CLINIC } from './clinic';
import { CallEvents } from './events';
import { MemoryCallStore, MemoryDirectory } from './memory-ports';
import type { HandledEvent, HandlerEvents, Tables } from './report';
import { startServices } from './services';

type Answer = Handlers['answer'];

const AT_ONCE = 10;

/** Ports without any work of their own: what remains is the handler. */
export async function inMemory(calls: number): Promise<HandlerEvents> {
  const clock = new WallClock();
  const store = new MemoryCallStore();
  const turns = { start: () => Promise.resolve() };
  const vault = { keep: () => Promise.reject(new Error('nobody here keys anything in private')) };
  const ports = {
    clock,
    store,
    turns,
    wrapUps: { start: () => Promise.resolve() },
    vault,
    log: NO_LOG,
    directory: new MemoryDirectory(),
    bucket: 'byon-audio',
  };
  const answer = createCallHandler({ ...ports, clips: new Clips({ store, turns, clock }) });
  return measure('memory', answer, calls);
}

const NO_LOG = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** DynamoDB in another process: the handler, the SDK, and the wait for the server. */
export async function withTables(calls: number): Promise<HandlerEvents> {
  const { ports: services, stop } = await startServices();
  const options = { config: CLINIC, clock: new WallClock(), pace: INSTANT, words: false, services };
  const handlers = await openHandlers(options, new Faults());
  try {
    await handlers.answer(new CallEvents().arrival());
    await handlers.settled();
    return await measure('dynalite', handlers.answer, calls);
  } finally {
    await handlers.close();
    stop();
  }
}

/** All phrases are rendered by now, as they are from the second call of an agent on. */
async function measure(tables: Tables, answer: Answer, calls: number): Promise<HandlerEvents> {
  for (let i = 0; i < calls / 4; i++) await playOne(answer);
  const alone: HandlerEvents['alone'] = { arrival: [], played: [], 'hung-up': [] };
  for (let i = 0; i < calls; i++) await playOne(answer, (event, ms) => alone[event].push(ms));

  let left = calls;
  let events = 0;
  const from = performance.now();
  const line = async () => {
    while (left-- > 0) await playOne(answer, () => events++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, line));
  const seconds = (performance.now() - from) / 1000;
  return { tables, alone, eventsPerSecond: events / seconds };
}

async function playOne(answer: Answer, tell: (event: HandledEvent, ms: number) => void = () => undefined) {
  const call = new CallEvents();
  const events = [
    ['arrival', call.arrival()],
    ['played', call.played()],
    ['hung-up', call.hungUp()],
  ] as const;
  for (const [name, event] of events) {
    const from = performance.now();
    await answer(event);
    tell(name, performance.now() - from);
  }
}

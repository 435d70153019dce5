import { TypedQueue } from '../../../local/caller/typed-queue';

function aQueue() {
  const taken: string[] = [];
  const queue = new TypedQueue<string>(
    (line) => taken.push(line),
    () => taken.push('(the end)'),
  );
  return { queue, taken };
}

it('keeps what comes before the agent listens', () => {
  const { queue, taken } = aQueue();
  queue.add('hello');
  expect(taken).toEqual([]);
  queue.listen();
  expect(taken).toEqual(['hello']);
});

it('hands out one line each time that the agent listens', () => {
  const { queue, taken } = aQueue();
  queue.add('one');
  queue.add('two');
  queue.listen();
  expect(taken).toEqual(['one']);
  queue.listen();
  expect(taken).toEqual(['one', 'two']);
});

it('hands out a line at once that comes while the agent listens', () => {
  const { queue, taken } = aQueue();
  queue.listen();
  queue.add('hello');
  expect(taken).toEqual(['hello']);
});

it('waits when the agent has stopped listening', () => {
  const { queue, taken } = aQueue();
  queue.listen();
  queue.stop();
  queue.add('hello');
  expect(taken).toEqual([]);
});

it('ends after the last line has been answered', () => {
  const { queue, taken } = aQueue();
  queue.add('hello');
  queue.close();
  queue.listen();
  expect(taken).toEqual(['hello']);
  queue.listen();
  expect(taken).toEqual(['hello', '(the end)']);
});

it('ends at once when nothing waits and the agent listens', () => {
  const { queue, taken } = aQueue();
  queue.listen();
  queue.close();
  expect(taken).toEqual(['(the end)']);
});

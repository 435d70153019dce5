/**
 * Waits for a command. Node ends without a word, and with exit code 0, when nothing is left that could wake a
 * promise which still waits; here that is told, and the exit code is 1.
 */
export async function untilDone(command: Promise<unknown>): Promise<void> {
  const endsTooEarly = () => {
    console.error(
      'byon ended before it was done: it waited for something that nobody worked on. Please report it.',
    );
    process.exitCode = 1;
  };
  process.once('beforeExit', endsTooEarly);
  await command.finally(() => process.off('beforeExit', endsTooEarly));
}

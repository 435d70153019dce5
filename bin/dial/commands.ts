import { InvalidArgumentError, type Command } from 'commander';
import type { EvidenceOptions } from '../evidence/export-evidence';
import type { StatusOptions } from '../outbound/show-status';
import type { StopOptions } from '../outbound/stop-calls';
import type { RegistryOptions } from '../registry/open-registry';
import type { DialOptions } from './dial';

type InAws = (command: Command) => Command;

/** `byon dial`, `byon outbound …` and `byon evidence …`: calls that a deployed stack makes. */
export function addDialCommands(program: Command, inAws: InAws): void {
  const inStack: InAws = (command) =>
    inAws(command).option('--stack <name>', 'the stack that makes the calls', 'Byon');
  addDial(inStack(program.command('dial')));
  const outbound = program.command('outbound').description('all calls that a deployed stack makes');
  inStack(outbound.command('stop'))
    .description('lets no call be made any more, at once; calls that go on are not ended')
    .requiredOption('--reason <text>', 'kept, and told to whoever asks for a call')
    .action(async (options: StopOptions) => {
      const { stopCalls } = await import('../outbound/stop-calls.js');
      await stopCalls(options);
    });
  inStack(outbound.command('resume'))
    .description('lets calls be made again')
    .action(async (options: RegistryOptions) => {
      const { resumeCalls } = await import('../outbound/stop-calls.js');
      await resumeCalls(options);
    });
  inStack(outbound.command('status'))
    .description(
      'whether calls may be made, the calls and the money of the day, and what the carriers have to do',
    )
    .option('--json', 'print one JSON object', false)
    .action(async (options: StatusOptions) => {
      const { showStatus } = await import('../outbound/show-status.js');
      await showStatus(options);
    });
  inStack(program.command('evidence').description('what was decided before calls').command('export'))
    .description(
      'the decisions about a callee, for people and for programs: exit 1 when their chain is not whole',
    )
    .requiredOption('--callee <number>', 'E.164, as in +919876543210')
    .requiredOption('--from <day>', 'a day of UTC, as in 2026-11-01, or a moment with its zone')
    .requiredOption('--to <day>', 'the same; a day counts whole')
    .requiredOption('--out <folder>', 'where the files go')
    .action(async (options: EvidenceOptions) => {
      const { exportEvidence } = await import('../evidence/export-evidence.js');
      process.exitCode = await exportEvidence(options);
    });
}

function addDial(command: Command): void {
  command
    .description(
      'calls somebody, if that may be: exit 0 when the carrier was asked, 1 when not, 2 when a value has faults',
    )
    .argument('<to>', 'who is called, in E.164')
    .requiredOption('--from <number>', 'the number of the stack that the callee sees')
    .requiredOption('--purpose <purpose>', 'promotional, service, transactional or government')
    .requiredOption('--about <text>', 'why this callee is called, for the agent and the record')
    .option('--agent <id>', 'who speaks; else the agent of the number')
    .option('--var <name=value>', "a value for the agent's prompt; may be given several times", collected, [])
    .option('--key <key>', 'the same key is the same call; a new one where none is given')
    .option('--time-zone <zone>', 'where the callee is known to be, as in Asia/Kolkata')
    .option('--ring <seconds>', 'how long it may ring', seconds)
    .option('--limit <seconds>', 'after which the carrier ends the call', seconds)
    .option('--detect-machine', 'have the carrier listen for an answering machine', false)
    .option('--dry-run', 'only tell what would be decided now, and why', false)
    .option('--json', 'print one JSON object', false)
    .action(async (to: string, options: DialOptions) => {
      const { dial } = await import('./dial.js');
      process.exitCode = await dial(to, options);
    });
}

function collected(value: string, before: string[]): string[] {
  return [...before, value];
}

function seconds(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('It must be a whole number of seconds.');
}

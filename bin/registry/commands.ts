import { Option, type Command } from 'commander';
import { InvalidInputError } from '../../lambda/core/errors';
import type { AgentsOptions } from '../agents/list-agents';
import type { PutAgentOptions } from '../agents/put-agent';
import type { RollBackOptions } from '../agents/roll-back-agent';
import type { ExportOptions } from '../numbers/file/export-file';
import type { ImportFileOptions } from '../numbers/file/import-file';
import type { ImportOptions } from '../numbers/import-numbers';
import type { ListNumbersOptions } from '../numbers/list-numbers';
import type { ShowNumberOptions } from '../numbers/show-number';
import type { SuspendOptions } from '../numbers/suspend-number';
import { portNumber } from '../port-number';
import type { RegistryOptions } from './open-registry';

type InAws = (command: Command) => Command;

/** `byon numbers …` and `byon agents …`: the registry of a deployed stack, or of a phone on this machine. */
export function addRegistryCommands(program: Command, inAws: InAws): void {
  const inStack: InAws = (command) =>
    onPhone(inAws(command).option('--stack <name>', 'the stack that has the registry', 'Byon'));
  addNumbers(program, inAws, inStack);
  addAgents(program, inStack);
}

function addNumbers(program: Command, inAws: InAws, inStack: InAws): void {
  const numbers = program
    .command('numbers')
    .description('the numbers of the config, and those of the registry of a deployed stack');
  filtered(inStack(numbers.command('list').description('the numbers of the registry')))
    .option('--json', 'print one JSON object a line', false)
    .action(async (options: ListNumbersOptions) => {
      const { listNumbers } = await import('../numbers/list-numbers.js');
      await listNumbers(options);
    });
  inStack(numbers.command('show'))
    .description('who answers a number and in which version, its DLT record, and what of that expires')
    .argument('<number>', 'E.164, as in +919876543210')
    .option('--json', 'print one JSON object', false)
    .action(async (number: string, options: ShowNumberOptions) => {
      const { showNumber } = await import('../numbers/show-number.js');
      await showNumber(number, options);
    });
  addImport(numbers, inAws);
  filtered(inStack(numbers.command('export')))
    .description('writes numbers of the registry into a new file that import reads')
    .argument('<file>', 'ends in .csv or .json')
    .action(async (file: string, options: ExportOptions) => {
      const { exportFile } = await import('../numbers/file/export-file.js');
      await exportFile(file, options);
    });
  inStack(numbers.command('assign'))
    .description(
      'gives a number to an agent, in the version that is current at each call or in one of its own',
    )
    .argument('<number>', 'E.164, as in +919876543210')
    .argument('<agent>', 'AGENT, AGENT@CURRENT or AGENT@VERSION')
    .action(async (number: string, agent: string, options: RegistryOptions) => {
      const { assignNumber } = await import('../numbers/assign-number.js');
      await assignNumber(number, agent, options);
    });
  inStack(numbers.command('suspend'))
    .description('a suspended number says so and hangs up; calls that go on are not ended')
    .argument('<number>', 'E.164, as in +919876543210')
    .requiredOption('--reason <text>', 'kept in the record')
    .action(async (number: string, options: SuspendOptions) => {
      const { suspendNumber } = await import('../numbers/suspend-number.js');
      await suspendNumber(number, options);
    });
  inStack(numbers.command('resume'))
    .description('puts a suspended number back to work')
    .argument('<number>', 'E.164, as in +919876543210')
    .action(async (number: string, options: RegistryOptions) => {
      const { resumeNumber } = await import('../numbers/suspend-number.js');
      await resumeNumber(number, options);
    });
}

type ImportCommandOptions = ImportFileOptions & Omit<ImportOptions, 'fromCarrier'> & { fromCarrier?: string };

function addImport(numbers: Command, inAws: InAws): void {
  onPhone(inAws(numbers.command('import')))
    .description(
      'brings the numbers of a file to the registry, once no row has a fault; or, with --from-carrier, writes those ' +
        "of a carrier's account that are not in the config into it, for review",
    )
    .argument('[file]', 'ends in .csv or .json, as npx byon numbers export writes them')
    .option('--stack <name>', 'with a file: the stack that has the registry', 'Byon')
    .option('--overwrite', 'with a file: it wins over what a config or an operator has set', false)
    .option(
      '--report <file>',
      'with a file: where faults go that are too many for a screen',
      '.byon/import.csv',
    )
    .option('--from-carrier <name>', 'the carrier, by its name in the config')
    .option('--agent <id>', 'with a carrier: the agent that answers them; the only one where none is named')
    .option('--credentials <file>', "with a carrier: JSON as in the carrier's secret, for use without AWS")
    .option('--config <file>', 'with a carrier: agents, numbers and carriers', 'byon.config.yaml')
    .option('--dry-run', 'show what would be written, or look at every row, and write nothing', false)
    .action(async (file: string | undefined, { fromCarrier, ...options }: ImportCommandOptions) => {
      if ((file === undefined) === (fromCarrier === undefined)) {
        const message = 'name a file for the registry, or --from-carrier for the config, and not both';
        throw new InvalidInputError('byon numbers import', [{ path: '', message }]);
      }
      if (fromCarrier !== undefined) {
        const { importNumbers } = await import('../numbers/import-numbers.js');
        await importNumbers({ ...options, fromCarrier });
        return;
      }
      const { importFile } = await import('../numbers/file/import-file.js');
      process.exitCode = await importFile(file!, options);
    });
}

function addAgents(program: Command, inStack: InAws): void {
  const agents = program.command('agents').description('the agents of the registry of a deployed stack');
  inStack(agents.command('list').description('each agent with its current version'))
    .option('--json', 'print one JSON object a line', false)
    .action(async (options: AgentsOptions) => {
      const { listAgents } = await import('../agents/list-agents.js');
      await listAgents(options);
    });
  inStack(agents.command('show'))
    .description('the versions of an agent, when and by whom they were saved, and its settings')
    .argument('<agent>')
    .option('--json', 'print one JSON object', false)
    .action(async (id: string, options: AgentsOptions) => {
      const { showAgent } = await import('../agents/show-agent.js');
      await showAgent(id, options);
    });
  inStack(agents.command('put'))
    .description('makes a new version of an agent, and makes it the current one')
    .argument('<agent>')
    .requiredOption('--file <file>', 'YAML: the settings, as they stand under its id in a config')
    .action(async (id: string, options: PutAgentOptions) => {
      const { putAgent } = await import('../agents/put-agent.js');
      await putAgent(id, options);
    });
  inStack(agents.command('rollback'))
    .description('makes an earlier version of an agent the current one')
    .argument('<agent>')
    .option('--to <version>', 'the version; the one that was current before where none is named')
    .action(async (id: string, options: RollBackOptions) => {
      const { rollBackAgent } = await import('../agents/roll-back-agent.js');
      await rollBackAgent(id, options);
    });
}

const PHONE = 4700;

function onPhone(command: Command): Command {
  return command.addOption(
    new Option(
      '--local [port]',
      `in place of a stack: the phone that runs on this machine (npx byon start), on port ${PHONE} where none is named`,
    )
      .preset(PHONE)
      .argParser(portNumber)
      .conflicts(['stack', 'region', 'profile']),
  );
}

function filtered(command: Command): Command {
  return command
    .option('--agent <id>', 'only those that this agent answers')
    .option('--carrier <name>', 'only those of this carrier')
    .addOption(new Option('--status <status>', 'only those').choices(['active', 'suspended']));
}

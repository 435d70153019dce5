import type { Command } from 'commander';
import type { RegistryOptions } from '../registry/open-registry';
import type { ImportConsentsOptions } from './import-consents';
import type { RevokeOptions } from './revoke-consents';

type InAws = (command: Command) => Command;

/** `byon consents …` and `byon opt-outs …`: who may be called. */
export function addCalleeCommands(program: Command, inAws: InAws): void {
  const inStack: InAws = (command) =>
    inAws(command).option('--stack <name>', 'the stack that makes the calls', 'Byon');
  const consents = program.command('consents').description('consents of callees to be called');
  inStack(consents.command('import'))
    .description(
      'notes the consents of a file, once no row has a fault: exit 1 when some were revoked before',
    )
    .argument('<file>', 'CSV: number,id,kind,purposes,channel,capturedAt,proof')
    .option('--report <file>', 'where faults go that are too many for a screen', '.byon/consents.csv')
    .option('--dry-run', 'look at every row, and write nothing', false)
    .action(async (file: string, options: ImportConsentsOptions) => {
      const { importConsents } = await import('./import-consents.js');
      process.exitCode = await importConsents(file, options);
    });
  inStack(consents.command('revoke'))
    .description('revokes the consents of a callee, from the next dial on')
    .argument('<number>', 'E.164, as in +919876543210')
    .option('--id <id>', 'only this one; else all')
    .action(async (number: string, options: RevokeOptions) => {
      const { revokeConsents } = await import('./revoke-consents.js');
      await revokeConsents(number, options);
    });
  const optOuts = program.command('opt-outs').description('numbers that are not to be called');
  inStack(optOuts.command('add'))
    .description('notes for ever that a number is not to be called')
    .argument('<number>', 'E.164, as in +919876543210')
    .action(async (number: string, options: RegistryOptions) => {
      const { addOptOut } = await import('./opt-outs.js');
      await addOptOut(number, options);
    });
  inStack(optOuts.command('show'))
    .description('whether a number has opted out, when and how: exit 0 when it has, else 1')
    .argument('<number>', 'E.164, as in +919876543210')
    .action(async (number: string, options: RegistryOptions) => {
      const { showOptOut } = await import('./opt-outs.js');
      process.exitCode = await showOptOut(number, options);
    });
}

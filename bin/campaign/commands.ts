import type { Command } from 'commander';
import type { StackOptions } from '../dial/dial-function';
import type { ReportOptions } from './report-campaign';
import type { StartOptions } from './start-campaign';

type InAws = (command: Command) => Command;

/** `byon campaign …`: lists of callees that a deployed stack calls. */
export function addCampaignCommands(program: Command, inAws: InAws): void {
  const campaign = program.command('campaign').description('lists of callees that a deployed stack calls');
  const inStack: InAws = (command) =>
    inAws(command).option('--stack <name>', 'the stack that makes the calls', 'Byon');
  inStack(campaign.command('start'))
    .description('starts a campaign, once neither its settings nor a row of its list has a fault')
    .argument('<settings>', 'YAML: number, purpose, hours, retries and so on')
    .requiredOption('--list <file>', 'the callees: a .csv or .json file, or s3://bucket/key')
    .option('--dry-run', 'look at settings and rows, and start nothing', false)
    .action(async (settings: string, options: StartOptions) => {
      const { startCampaign } = await import('./start-campaign.js');
      await startCampaign(settings, options);
    });
  for (const [name, description, whole] of REPORTS) {
    inStack(campaign.command(name))
      .description(description)
      .argument('<id>')
      .option('--json', 'print one JSON object', false)
      .action(async (id: string, options: ReportOptions) => {
        const { reportCampaign } = await import('./report-campaign.js');
        await reportCampaign(id, options, whole);
      });
  }
  for (const [name, description] of COMMANDS) {
    inStack(campaign.command(name))
      .description(description)
      .argument('<id>')
      .action(async (id: string, options: StackOptions) => {
        const { commandCampaign } = await import('./command-campaign.js');
        await commandCampaign(id, name, options);
      });
  }
}

const REPORTS = [
  ['status', 'how far a campaign is', false],
  ['report', 'how a campaign went: outcomes, denials by rule, calls by day', true],
] as const;

const COMMANDS = [
  ['pause', 'begins no call any more; calls that go on are not ended'],
  ['resume', 'goes on after a pause, by command or by the breaker'],
  ['stop', 'calls nobody any more, for ever'],
] as const;

#!/usr/bin/env node
import { Command, InvalidArgumentError } from 'commander';
import { ByonError, InvalidInputError } from '../lambda/core/errors';
import { addCalleeCommands } from './callees/commands';
import { addDialCommands } from './dial/commands';
import type { DoctorOptions } from './doctor/doctor';
import type { SetKeyOptions } from './keys/set-key';
import type { PlanOptions } from './plan/plan';
import { addCampaignCommands } from './campaign/commands';
import { addRegistryCommands } from './registry/commands';
import { portNumber } from './port-number';
import { untilDone } from './until-done';

/** Exit codes: 0 all is well, 1 something did not go as expected, 2 an input has faults. */
const program = new Command('byon').description('AI voice agents behind the phone numbers you already have.');

program
  .command('demo')
  .description('two calls, in English and in Hindi, through the handlers that run in AWS')
  .option('--config <file>', 'agents and numbers', 'byon.config.yaml')
  .option('--out <folder>', 'where the audio of the calls goes', '.byon/demo')
  .option('--json', 'print one JSON object last', false)
  .action(async (options: { config: string; out: string; json: boolean }) => {
    const { demo } = await import('../local/demo/demo.js');
    process.exitCode = await demo(options);
  });

program
  .command('start')
  .description('a phone in the browser, on 127.0.0.1')
  .option('--config <file>', 'agents and numbers', 'byon.config.yaml')
  .option('--port <port>', 'the port; the next free one where it is taken', portNumber, 4700)
  .action(async (options: { config: string; port: number }) => {
    const { start } = await import('../local/phone/start.js');
    await start(options);
  });

program
  .command('talk')
  .description('the agent in the terminal, by text')
  .option('--config <file>', 'agents and numbers', 'byon.config.yaml')
  .option('--number <number>', 'the number that is called; the first one where none is named')
  .action(async (options: { config: string; number?: string }) => {
    const { talk } = await import('../local/talk/talk.js');
    await talk(options);
  });

program
  .command('simulate')
  .description(
    'calls written as YAML, or with --chaos calls in which things go wrong by chance, or with --campaign a list of ' +
      'callees who are called: exit 0 when all that has to hold does, 1 when something does not, 2 when a file has ' +
      'faults',
  )
  .argument('[files...]', 'scenario files')
  .option('--config <file>', 'agents and numbers of scenarios that name none', 'byon.config.yaml')
  .option('--chaos', 'calls with faults of providers, AWS, events and callers, in place of files', false)
  .option('--calls <count>', 'with --chaos: how many', count, 2000)
  .option('--campaign', 'a campaign with faults of carrier, queue and functions, in place of files', false)
  .option('--callees <count>', 'with --campaign: how many', count, 500)
  .option('--seed <seed>', 'with --chaos or --campaign: makes the same again; a new one where none is given')
  .option('--call <index>', 'with --chaos and --seed: only this call, with its timeline', count)
  .option('--json', 'print one JSON object a scenario, or one of all calls with --chaos', false)
  .action(async (files: string[], options: SimulateOptions) => {
    if ([files.length > 0, options.chaos, options.campaign].filter(Boolean).length !== 1) {
      throw new InvalidInputError('byon simulate', [
        {
          path: 'files',
          message: 'name scenario files, or use --chaos, or --campaign, and only one of them',
        },
      ]);
    }
    if (options.campaign) {
      const { simulateCampaign } = await import('../local/campaign/simulate-campaign.js');
      process.exitCode = await simulateCampaign(options);
      return;
    }
    if (options.chaos) {
      const { chaos } = await import('../local/chaos/chaos.js');
      process.exitCode = await chaos(options);
      return;
    }
    const { simulate } = await import('../local/scenario/simulate.js');
    process.exitCode = await simulate(files, options);
  });

inAws(program.command('doctor'))
  .description(
    'looks at an AWS account and the carriers before a deploy or after it, and changes nothing: exit 1 on a blocker',
  )
  .option('--config <file>', 'agents and numbers', 'byon.config.yaml')
  .option('--stack <name>', 'the stack, deployed or to be', 'Byon')
  .option('--carrier <name>', 'only this carrier of the config; else everything')
  .option('--json', 'print one JSON object', false)
  .action(async (options: DoctorOptions) => {
    const { doctor } = await import('./doctor/doctor.js');
    process.exitCode = await doctor(options);
  });

inAws(program.command('plan'))
  .description(
    'what a deploy would do to each number at its carrier, and what stays; changes nothing: exit 1 when it ' +
      'would refuse one, or a carrier cannot be asked',
  )
  .option('--config <file>', 'agents, numbers and carriers', 'byon.config.yaml')
  .option('--stack <name>', 'the stack, deployed or to be', 'Byon')
  .option('--carrier <name>', 'only this carrier of the config')
  .option('--json', 'print one JSON object', false)
  .action(async (options: PlanOptions) => {
    const { plan } = await import('./plan/plan.js');
    process.exitCode = await plan(options);
  });

addRegistryCommands(program, inAws);
addCampaignCommands(program, inAws);
addDialCommands(program, inAws);
addCalleeCommands(program, inAws);

inAws(program.command('keys').description("the providers' keys in AWS").command('set'))
  .description('puts a key into its secret; it is asked for without an echo, or read from a pipe')
  .argument('<provider>', 'as in openai')
  .option('--config <file>', 'agents and numbers', 'byon.config.yaml')
  .option('--stack <name>', 'the stack that made the secret', 'Byon')
  .option('--secret <name>', 'name or ARN of another secret')
  .action(async (provider: string, options: SetKeyOptions) => {
    const { setKey } = await import('./keys/set-key.js');
    await setKey(provider, options);
  });

untilDone(program.parseAsync()).catch((error: unknown) => {
  // A fault in an input is the user's to mend, and our own errors say how; anything else comes with its stack.
  console.error(error instanceof ByonError ? error.message : error);
  process.exitCode = error instanceof InvalidInputError ? 2 : 1;
});

/** Where and as whom a command asks AWS. */
function inAws(command: Command): Command {
  return command
    .option('--region <region>', 'the region; else that of the environment or the profile')
    .option('--profile <name>', 'a profile of the AWS configuration');
}

interface SimulateOptions {
  config: string;
  json: boolean;
  chaos: boolean;
  campaign: boolean;
  callees: number;
  calls: number;
  seed?: string;
  call?: number;
}

function count(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError('It must be a whole number, 0 or more.');
}

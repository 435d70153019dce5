import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { stringify } from 'yaml';
import { openAws, type FakeAws } from '../fakes/aws-account';

/** A laptop with an AWS account of its own and a config, for the commands that speak to AWS. */
export class Surroundings {
  private readonly before = process.env;

  private constructor(
    readonly aws: FakeAws,
    readonly folder: string,
  ) {
    process.env = { PATH: this.before.PATH, ...aws.environment };
  }

  static async open(): Promise<Surroundings> {
    return new Surroundings(await openAws(), mkdtempSync(path.join(tmpdir(), 'byon-aws-')));
  }

  async close(): Promise<void> {
    process.env = this.before;
    rmSync(this.folder, { recursive: true, force: true });
    await this.aws.close();
  }

  /** Writes a `byon.config.yaml`. @returns its path. */
  config(changes: object = {}): string {
    const file = path.join(this.folder, 'byon.config.yaml');
    writeFileSync(file, stringify({ ...CONFIG, ...changes }));
    return file;
  }
}

const CONFIG = {
  agents: {
    reception: {
      language: 'en-US',
      greeting: 'Hello, how can I help you?',
      prompt: 'You are a receptionist.',
      stt: 'openai/gpt-4o-mini-transcribe',
      llm: 'openai/gpt-4.1-mini',
      tts: 'openai/gpt-4o-mini-tts',
    },
  },
  numbers: { '+14155550100': { agent: 'reception' } },
  endpoint: { callsFrom: ['twilio'] },
};

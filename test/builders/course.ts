import type { Told } from '../../lambda/call/chime/to-happening';
import type { Command, Effect } from '../../lambda/core/conversation/commands';
import { decide, type Decision } from '../../lambda/core/conversation/decide';
import { newConversation, type Conversation } from '../../lambda/core/conversation/state';
import { aPolicy } from './policy';

export const BEGIN = 1_767_225_600_000;

/** A conversation that meets one happening after the other, and what was decided last. */
export class Course {
  conversation: Conversation = newConversation(BEGIN);
  at = BEGIN;
  last: Decision = { conversation: this.conversation, commands: [], effects: [] };

  /** A call that was greeted. */
  static greeted(agent: Parameters<typeof aPolicy>[0] = {}): Course {
    return new Course().meet({ type: 'arrived', policy: aPolicy(agent) });
  }

  meet(...happenings: Told[]): this {
    for (const told of happenings) {
      this.last = decide(this.conversation, { ...told, at: this.at });
      this.conversation = this.last.conversation;
    }
    return this;
  }

  after(ms: number): this {
    this.at += ms;
    return this;
  }

  get phase() {
    return this.conversation.phase;
  }

  /** The commands decided last, in short: a word's text, or the command's type. */
  get does(): string[] {
    return this.last.commands.flatMap((command) => inShort(command));
  }

  effect<T extends Effect['type']>(type: T): Extract<Effect, { type: T }> | undefined {
    return this.last.effects.find((effect): effect is Extract<Effect, { type: T }> => effect.type === type);
  }

  command<T extends Command['type']>(type: T): Extract<Command, { type: T }> | undefined {
    return this.last.commands.find((one): one is Extract<Command, { type: T }> => one.type === type);
  }
}

function inShort(command: Command): string[] {
  switch (command.type) {
    case 'say':
      return [command.text];
    case 'play':
      return command.parts.map(({ text }) => text);
    case 'transfer':
      return [`transfer ${command.to}`];
    case 'hang-up':
      return [command.everyone ? 'hang up everyone' : 'hang up'];
    case 'record-call':
      return [`${command.do} recording`];
    case 'watch-keys':
      return [];
    case 'send-digits':
      return [`press ${command.digits}`];
    case 'whisper':
      return [`whisper ${command.key}`];
    case 'ask-digits':
      return ['ask for digits'];
    case 'hold':
    case 'listen':
    case 'collect-digits':
      return [command.type];
  }
}

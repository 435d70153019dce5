import type { Engagement } from '../core/calls/snapshot';
import type { Command, Effect } from '../core/conversation/commands';
import { decide } from '../core/conversation/decide';
import type { Happening } from '../core/conversation/happenings';
import type { Conversation } from '../core/conversation/state';
import type { CallStore, Clock, Log, TurnStarter } from '../core/ports';
import type { Voiced } from './chime/to-actions';
import type { Told } from './chime/to-happening';
import type { Clips } from './clips';
import { awaitReply } from './reply';

export interface Ports {
  store: CallStore;
  turns: TurnStarter;
  clips: Clips;
  clock: Clock;
  log: Log;
}

export interface Call {
  callId: string;
  conversation: Conversation;
  engagement?: Engagement | undefined;
}

/**
 * Takes a call from one happening to the commands that answer it. What is done beside the line may lead to
 * the next happening (the reply is ready), which is then taken in the same go, until there is nothing more to
 * wait for or the time is over.
 *
 * @param answerBy milliseconds since the epoch.
 */
export async function conduct(
  call: Call,
  first: Happening,
  ports: Ports,
  answerBy: number,
): Promise<{ conversation: Conversation; commands: Voiced[] }> {
  let { conversation } = call;
  let happening: Happening | undefined = first;
  const commands: Voiced[] = [];
  while (happening) {
    const decision = decide(conversation, happening);
    conversation = decision.conversation;
    const told = await perform(decision.effects, { ...call, conversation }, ports, answerBy);
    commands.push(
      ...(await voiced(decision.commands, call, ports, happening.type === 'arrived' ? answerBy : 0)),
    );
    happening = told && { ...told, at: ports.clock.now() };
  }
  return { conversation, commands };
}

/** @returns what came of it, when an effect waits for something. */
async function perform(
  effects: readonly Effect[],
  { callId, engagement, conversation }: Call,
  ports: Ports,
  answerBy: number,
): Promise<Told | undefined> {
  const { store, turns, clips, clock, log } = ports;
  let told: Told | undefined;
  for (const effect of effects) {
    switch (effect.type) {
      case 'prepare':
        if (engagement) {
          const { voice } = engagement;
          const phrases = effect.texts.map((text) => clips.clip(text, voice));
          // Without clips the platform's voice speaks: worse, but no reason to lose the call.
          await clips
            .prepare(phrases, voice)
            .catch((error: unknown) => log.error('phrases not prepared', { callId, error }));
        }
        break;
      case 'think':
        if (engagement) {
          const { agent, variables } = engagement;
          const greeting = conversation.policy?.greeting ?? '';
          const { turn, input } = effect;
          try {
            await turns.start({ kind: 'reply', callId, turn, agent, variables, greeting, input });
          } catch (error) {
            log.error('turn not started', { callId, turn, error });
            return { type: 'failed', what: 'reply', reason: 'the turn could not be started' };
          }
        }
        break;
      case 'await-reply': {
        const until = Math.min(answerBy, clock.now() + effect.forMs);
        told = await awaitReply({ callId, turn: effect.turn, from: effect.from, until }, { store, clock });
        break;
      }
      case 'conclude':
        await store.saveCall({
          callId,
          outcome: effect.outcome,
          endedAt: effect.at,
          ...(effect.code === undefined ? {} : { hungUpAs: effect.code }),
        });
        break;
    }
  }
  return told;
}

/** Words in the agent's own voice where they have been rendered; the platform's voice says the others. */
async function voiced(
  commands: readonly Command[],
  { callId, engagement }: Call,
  { clips, log }: Ports,
  waitUntil: number,
): Promise<Voiced[]> {
  const result: Voiced[] = [];
  for (const command of commands) {
    if (command.type !== 'say' || command.plain || !engagement) {
      result.push(command);
      continue;
    }
    const clip = clips.clip(command.text, engagement.voice);
    const ready = await clips.ready(clip, waitUntil).catch((error: unknown) => {
      log.error('clips not found', { callId, error });
      return false;
    });
    result.push(ready ? { type: 'play-clip', key: clip.key } : command);
  }
  return result;
}

import type { Engagement } from '../core/calls/snapshot';
import type { Command, Effect } from '../core/conversation/commands';
import { decide } from '../core/conversation/decide';
import { recordingDone } from '../core/conversation/edges/recording';
import type { Happening } from '../core/conversation/happenings';
import type { Conversation } from '../core/conversation/state';
import type { DigitVault } from '../core/digits/digit-vault';
import type { WrapUps } from '../core/memory/ports';
import type { CallStore, Clock, Log, NumberDirectory, TurnStarter } from '../core/ports';
import { ringbackOf } from '../core/speech/ringback';
import type { Voiced } from './chime/to-actions';
import type { Told } from './chime/to-happening';
import type { Clips } from './clips';
import { inItsLanguage } from './in-language';
import { awaitReply, type Awaiting } from './reply';
import { startTurn } from './start-turn';
import { startWrapUp } from './start-wrap-up';

export interface Ports {
  directory: NumberDirectory;
  store: CallStore;
  turns: TurnStarter;
  wrapUps: WrapUps;
  vault: Pick<DigitVault, 'keep'>;
  clips: Clips;
  /** ARN of the connector by which calls go out over a carrier's trunk. */
  voiceConnector?: string | undefined;
  clock: Clock;
  log: Log;
}

export interface Call {
  callId: string;
  conversation: Conversation;
  engagement?: Engagement | undefined;
  /** The call is over or about to be, but its wrap-up could not be started. */
  wrapUpDue?: boolean | undefined;
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
): Promise<Omit<Call, 'callId'> & { commands: Voiced[] }> {
  let { conversation, engagement, wrapUpDue } = call;
  let happening: Happening | undefined = first;
  const commands: Voiced[] = [];
  while (happening) {
    const isOver = conversation.outcome !== undefined;
    const decision = decide(conversation, happening);
    conversation = decision.conversation;
    const { possible, refused } = withoutTrunk(decision.commands, call, ports);
    const now: Call = { ...call, conversation, engagement };
    const came = refused ?? (await perform(decision.effects, now, ports, answerBy));
    const concludes = decision.effects.some(({ type }) => type === 'conclude');
    const hungUp = happening.type === 'hung-up';
    wrapUpDue ||= concludes && !isOver;
    if (wrapUpDue && (concludes || hungUp)) {
      wrapUpDue = !(await startWrapUp(now, ports, { until: answerBy, isPatient: hungUp }));
    }
    commands.push(...(await voiced(possible, now, ports, isBeginning(happening) ? answerBy : 0)));
    if (!came) break;
    const next = await inItsLanguage(came, engagement, call.callId, ports);
    engagement = next.engagement;
    happening = { ...next.told, at: ports.clock.now() };
  }
  return { conversation, engagement, commands, ...(wrapUpDue && { wrapUpDue }) };
}

/** Of a call, or of another language: hardly any phrase can be there yet, and the wrong voice would be heard. */
function isBeginning(happening: Happening): boolean {
  return happening.type === 'arrived' || (happening.type === 'replied' && happening.policy !== undefined);
}

/** Where no trunk is known, a transfer over it fails at once, as one that nobody takes. */
function withoutTrunk(
  commands: Command[],
  { callId }: Call,
  { voiceConnector, log }: Ports,
): { possible: Command[]; refused?: Told } {
  const possible = commands.filter((one) => one.type !== 'transfer' || one.via === 'pstn' || voiceConnector);
  if (possible.length === commands.length) return { possible };
  const reason = 'the call handler knows no Voice Connector';
  log.error('a transfer over the trunk is not possible', { callId, reason });
  return { possible, refused: { type: 'failed', what: 'transfer', reason } };
}

/** @returns what came of it, when an effect waits for something. */
async function perform(
  effects: readonly Effect[],
  { callId, engagement, conversation }: Call,
  ports: Ports,
  answerBy: number,
): Promise<Awaiting | undefined> {
  const { store, turns, vault, clips, clock, log } = ports;
  let told: Awaiting | undefined;
  for (const effect of effects) {
    switch (effect.type) {
      case 'prepare':
        if (engagement) {
          const { voice } = engagement;
          const phrases = effect.texts.map((text) => clips.clip(text, voice));
          // Without clips the platform's voice speaks: worse, but no reason to lose the call.
          await Promise.all([
            clips
              .prepare(phrases, voice)
              .catch((error: unknown) => log.error('phrases not prepared', { callId, error })),
            turns
              .start({ kind: 'warm', agent: engagement.agent })
              .catch((error: unknown) => log.error('turn worker not warmed', { callId, error })),
          ]);
        }
        break;
      case 'keep-digits':
        try {
          await vault.keep(callId, effect.name, effect.digits);
        } catch (error) {
          log.error('private digits not kept', { callId, name: effect.name, error });
          return { type: 'failed', what: 'listen', reason: 'private digits could not be kept' };
        }
        break;
      case 'think':
        if (engagement) {
          const { agent, variables, dial } = engagement;
          const { language } = conversation.policy ?? {};
          const greeting = conversation.policy?.greeting ?? '';
          const { turn, input, failedTransfers, consentAsked, cut } = effect;
          const told = {
            greeting,
            input,
            askedAt: clock.now(),
            ...(language !== undefined && { language }),
            ...(failedTransfers !== undefined && { failedTransfers }),
            ...(consentAsked && { consentAsked }),
            ...(cut && { cut }),
            ...(dial !== undefined && { dial }),
          };
          const job = { kind: 'reply', callId, turn, agent, variables, ...told } as const;
          const failed = await startTurn(job, ports, answerBy);
          if (failed) return failed;
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
          recording: recordingDone(conversation),
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
  if (!engagement) return [...commands];
  const { voice } = engagement;
  const isThere = (key: string) =>
    clips.ready(key, waitUntil).catch((error: unknown) => {
      log.error('clips not found', { callId, error });
      return false;
    });
  const result: Voiced[] = [];
  for (const command of commands) {
    if (command.type === 'say' && !command.plain) {
      const { key } = clips.clip(command.text, voice);
      result.push((await isThere(key)) ? { type: 'play-clip', key } : command);
    } else if (command.type === 'transfer') {
      const { key: ringback } = ringbackOf(voice.language);
      result.push((await isThere(ringback)) ? { ...command, ringback } : command);
    } else result.push(command);
  }
  return result;
}

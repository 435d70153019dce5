import type { Action, ActionOf } from '../../lambda/call/chime/actions';
import type { EventType } from '../../lambda/call/chime/events';
import { ANSWERS_THE_CALL } from './actions/verbs';
import { checkAnswer } from './check-answer';
import { deliver } from './deliver';
import { dataOf, EventWriter, type Told } from './event-writer';
import type { SentEvent } from './events';
import { Leg, type Party } from './leg';
import type { Happened, HungUpBy } from './observations';
import { perform, type Outcome } from './perform';
import { ActionQueue } from './queue';
import type { Surroundings, Switchboard } from './stage';

/** A call that nobody answers ends. */
const ANSWER_WITHIN_MS = 30_000;
const MAX_INVOCATIONS = 1000;
/** Assumption: AWS does not say after how many invalid answers in a row it ends a call. */
const INVALID_ANSWERS_ALLOWED = 1;
const UNAVAILABLE = 480;

/** Events whose answer is not read. */
const INFORMATIONAL: ReadonlySet<EventType> = new Set<EventType>([
  'RINGING',
  'NEW_OUTBOUND_CALL',
  'ACTION_INTERRUPTED',
]);
/** Events whose answer may cut short what is running. */
const INTERRUPTING: ReadonlySet<EventType> = new Set<EventType>(['DIGITS_RECEIVED', 'CALL_UPDATE_REQUESTED']);

export interface SessionOptions extends Surroundings {
  transactionId: string;
  sipRuleId: string;
  caller: Omit<Party, 'tag' | 'direction' | 'startedAt'>;
  handler: (event: unknown) => Promise<unknown>;
  observe: (happened: Happened) => void;
  onEnd: () => void;
}

/**
 * The dialogue of one call with its handler: events out, actions in.
 *
 * Assumption: events go out when they happen, also while an answer to an earlier one is awaited. The guide
 * promises no order, so a handler has to cope with this.
 */
export class Session implements Switchboard {
  readonly transactionId: string;
  readonly caller: Leg;
  private human?: Leg;
  private readonly queue: ActionQueue;
  private readonly writer: EventWriter;
  private invocations = 0;
  private invalidAnswers = 0;
  private awaited = 0;
  private hasEnded = false;

  constructor(private readonly options: SessionOptions) {
    const { transactionId, sipRuleId, clock, caller } = options;
    this.transactionId = transactionId;
    this.writer = new EventWriter(transactionId, sipRuleId);
    this.caller = new Leg({ ...caller, tag: 'LEG-A', direction: 'Inbound', startedAt: clock.now() });
    this.queue = new ActionQueue({
      perform: (action, interrupt) => this.perform(action, interrupt),
      onDone: (action, outcome) => this.tellDone(action, outcome),
      onFailed: (action, outcome) => this.tellFailed(action, outcome),
      onInterrupted: (action) =>
        this.send('ACTION_INTERRUPTED', { data: dataOf(action, this.legOf(action)) }),
      onRest: () => this.settle(),
    });
    this.send('NEW_INBOUND_CALL', {});
    void clock.sleep(ANSWER_WITHIN_MS, this.caller.gone).then(() => {
      if (!this.caller.connected) this.hangUp(this.caller, 'platform', UNAVAILABLE);
    });
  }

  get isOver(): boolean {
    return this.legs.every(({ gone }) => gone.aborted);
  }

  get secondLeg(): Leg | undefined {
    return this.human;
  }

  hangUp(leg: Leg, by: HungUpBy, code: number): void {
    if (leg.gone.aborted) return;
    leg.disconnect();
    this.options.observe({ type: 'hung-up', leg: leg.tag, by, code });
    if (by !== 'agent') this.queue.drop((action) => this.legOf(action) === leg);
    if (this.isOver) this.queue.drop(() => true);
    const Parameters = { SipResponseCode: code, CallId: leg.callId, ParticipantTag: leg.tag };
    this.send('HANGUP', { data: { Type: 'Hangup', Parameters } });
  }

  join(party: Omit<Party, 'tag' | 'direction'>): Leg | undefined {
    if (this.human && !this.human.gone.aborted) return undefined;
    this.human = new Leg({ ...party, tag: 'LEG-B', direction: 'Outbound' });
    this.human.connect();
    this.options.observe({ type: 'leg-joined', leg: 'LEG-B', to: party.to });
    return this.human;
  }

  digitsReceived(leg: Leg, action: ActionOf<'ReceiveDigits'>, digits: string): void {
    this.send('DIGITS_RECEIVED', { data: { ...dataOf(action, leg), ReceivedDigits: digits } });
  }

  update(given: Record<string, string>): void {
    this.send('CALL_UPDATE_REQUESTED', {
      data: { Type: 'CallUpdateRequest', Parameters: { Arguments: given } },
    });
  }

  private get legs(): Leg[] {
    return this.human ? [this.caller, this.human] : [this.caller];
  }

  private legOf({ Parameters }: Action): Leg | undefined {
    const { CallId, ParticipantTag } = Parameters as { CallId?: string; ParticipantTag?: string };
    if (CallId !== undefined) return this.legs.find((leg) => leg.callId === CallId);
    return this.legs.find(({ tag }) => tag === (ParticipantTag ?? 'LEG-A'));
  }

  private perform(action: Action, interrupt: AbortSignal): Promise<Outcome> {
    if (ANSWERS_THE_CALL.has(action.Type) && !this.caller.connected && !this.caller.gone.aborted) {
      this.caller.connect();
      this.options.observe({ type: 'call-answered' });
    }
    return perform(action, interrupt, {
      surroundings: this.options,
      switchboard: this,
      legOf: (wanted) => this.legOf(wanted),
      observe: this.options.observe,
    });
  }

  /** A hang-up has an event of its own. */
  private tellDone(action: Action, { leg, data }: Outcome & { result: 'successful' }): void {
    if (action.Type !== 'Hangup')
      this.send('ACTION_SUCCESSFUL', { data: { ...dataOf(action, leg), ...data } });
  }

  /** RecordAudio puts the reason into one member, the others into two. */
  private tellFailed(action: Action, { leg, error }: Outcome & { result: 'failed' }): void {
    const reason =
      action.Type === 'RecordAudio'
        ? { Error: `${error.type}: ${error.message}` }
        : { ErrorType: error.type, ErrorMessage: error.message };
    this.send('ACTION_FAILED', { data: { ...dataOf(action, leg), ...reason } });
  }

  /** Sends an event and takes what is answered. A call that is over has nothing to tell but that. */
  private send(type: EventType, told: Told): void {
    if (this.isOver && type !== 'HANGUP') return;
    void this.converse(this.writer.write(type, told, this.legs));
  }

  private async converse(event: SentEvent): Promise<void> {
    const { clock, handler, observe } = this.options;
    this.awaited += 1;
    const mayInvoke = () => ++this.invocations <= MAX_INVOCATIONS;
    const delivered = await deliver(event, { clock, handler, observe, mayInvoke });
    this.awaited -= 1;
    if (delivered) this.take(event, delivered.answer);
    else this.endAll();
    this.settle();
  }

  /** Any answer with actions replaces those that wait. Source: "Responding to invocations with action lists". */
  private take({ Sequence, InvocationEventType }: SentEvent, value: unknown): void {
    const checked = checkAnswer(value);
    if ('faults' in checked) {
      this.options.observe({ type: 'answer-invalid', sequence: Sequence, faults: checked.faults });
    }
    if (this.isOver || INFORMATIONAL.has(InvocationEventType)) return;
    if ('faults' in checked) return this.refuse(checked.faults);
    this.invalidAnswers = 0;
    const { Actions, TransactionAttributes } = checked.answer;
    if (TransactionAttributes) this.writer.remember(TransactionAttributes);
    if (Actions.length > 0) this.queue.replace(Actions, INTERRUPTING.has(InvocationEventType));
  }

  private refuse(faults: string[]): void {
    this.invalidAnswers += 1;
    if (this.invalidAnswers > INVALID_ANSWERS_ALLOWED) return this.endAll();
    this.send('INVALID_LAMBDA_RESPONSE', {
      error: { type: 'InvalidLambdaResponse', message: faults.join('; ') },
    });
  }

  private endAll(): void {
    for (const leg of this.legs) this.hangUp(leg, 'platform', UNAVAILABLE);
  }

  private settle(): void {
    if (this.awaited > 0 || this.queue.isRunning || this.hasEnded) return;
    if (this.isOver) {
      this.hasEnded = true;
      this.options.observe({ type: 'call-ended' });
      this.options.onEnd();
    } else if (!this.human?.connected) {
      this.options.observe({ type: 'idle' });
    }
  }
}

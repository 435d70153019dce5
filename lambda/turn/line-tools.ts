import { collectCall, END_CALL, SEND_DIGITS, TRANSFER_CALL, type Tool } from '../core/agents/tool';
import type { ReplyNext } from '../core/calls/records';
import { placeholderOf } from '../core/digits/fill-digits';
import type { ModelTool, ModelToolCall } from '../core/ports';

type Of<T extends Tool['type']> = Extract<Tool, { type: T }>;

/** What the line does after a reply, as the model has asked for it. */
export interface Follow {
  next: ReplyNext;
  /** What a human is to hear on taking the call, in words. */
  summary?: string;
}

/** The tools of an agent that do something to the line, after the reply in which the model calls them. */
export interface LineTools {
  offered: ModelTool[];
  /** @returns undefined for a tool that was not offered, or for arguments that it does not take. */
  follow(call: Pick<ModelToolCall, 'name' | 'args'>): Follow | undefined;
}

/** The model names a destination and keys by their occasion, never by a number, so it can invent none. */
export function lineTools(tools: readonly Tool[]): LineTools {
  const all = <T extends Tool['type']>(type: T) => tools.filter((tool): tool is Of<T> => tool.type === type);
  const canEnd = all('end-call').length > 0;
  const transfers = all('transfer');
  const keys = all('send-digits');
  const asked = all('collect-digits');
  return {
    offered: [
      ...(canEnd ? [endCall()] : []),
      ...(transfers.length > 0 ? [transferCall(transfers)] : []),
      ...(keys.length > 0 ? [sendDigits(keys.map(({ when }) => when))] : []),
      ...asked.map(collectDigits),
    ],
    follow({ name, args }) {
      if (name === END_CALL && canEnd) return { next: { type: 'end' } };
      if (name === TRANSFER_CALL) return followTransfer(chosenOf(transfers, args['to']), args);
      if (name === SEND_DIGITS) {
        const chosen = chosenOf(keys, args['keys']);
        return chosen && { next: { type: 'send-digits', digits: chosen.digits } };
      }
      const digits = asked.find((tool) => collectCall(tool.name) === name);
      return digits && { next: askingFor(digits) };
    },
  };
}

function chosenOf<T extends { when: string }>(tools: readonly T[], occasion: unknown): T | undefined {
  return tools.length === 1 ? tools[0] : tools.find(({ when }) => when === occasion);
}

/** A model that leaves the summary out has its caller connected all the same. */
function followTransfer(
  tool: Of<'transfer'> | undefined,
  { summary }: ModelToolCall['args'],
): Follow | undefined {
  if (!tool) return undefined;
  const { to, ringSeconds, via, warm } = tool;
  const next = { type: 'transfer' as const, to, ...(ringSeconds && { ringSeconds }), ...(via && { via }) };
  const hasSummary = warm && typeof summary === 'string' && summary.trim() !== '';
  return { next, ...(hasSummary && { summary }) };
}

function askingFor({ name, length, private: isPrivate, gapSeconds }: Of<'collect-digits'>): ReplyNext {
  return { type: 'collect', name, ...length, private: isPrivate, gapSeconds };
}

function endCall(): ModelTool {
  return {
    name: END_CALL,
    description: 'Ends the call. Say goodbye first.',
    parameters: { type: 'object', properties: {}, additionalProperties: false },
  };
}

const SUMMARY = {
  type: 'string',
  description:
    'One or two sentences that are read to the human on taking the call: who calls and what about, in the ' +
    "human's language. The caller may hear them.",
};

function transferCall(transfers: readonly Of<'transfer'>[]): ModelTool {
  const occasions = transfers.map(({ when }) => when);
  const { properties, required } = occasionOf('to', occasions);
  const isWarm = transfers.some(({ warm }) => warm);
  const all = [...required, ...(isWarm ? ['summary'] : [])];
  return {
    name: TRANSFER_CALL,
    description: `Connects the caller to a human. Say so first.${whenOnly(occasions)}`,
    parameters: {
      type: 'object',
      properties: { ...properties, ...(isWarm && { summary: SUMMARY }) },
      ...(all.length > 0 && { required: all }),
      additionalProperties: false,
    },
  };
}

function sendDigits(occasions: string[]): ModelTool {
  const { properties, required } = occasionOf('keys', occasions);
  return {
    name: SEND_DIGITS,
    description: `Presses keys for the other end, as on a menu. Say nothing with it.${whenOnly(occasions)}`,
    parameters: {
      type: 'object',
      properties,
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    },
  };
}

function collectDigits({ name, description, length, private: isPrivate }: Of<'collect-digits'>): ModelTool {
  const count = length.min === length.max ? `${length.min}` : `${length.min} to ${length.max}`;
  const told = isPrivate
    ? ` You are not told the digits. Where a tool needs them, write ${placeholderOf(name)} in their place; never say that to the caller.`
    : '';
  return {
    name: collectCall(name),
    description:
      `Has the caller key ${count} digits and the hash key on the telephone: ${description}. ` +
      `Ask for them first.${told}`,
    parameters: { type: 'object', properties: {}, additionalProperties: false },
  };
}

function whenOnly(occasions: readonly string[]): string {
  return occasions.length === 1 ? ` Use it when: ${occasions[0]}` : '';
}

function occasionOf(name: string, occasions: string[]) {
  if (occasions.length === 1) return { properties: {}, required: [] };
  const occasion = { type: 'string', enum: [...new Set(occasions)], description: 'The occasion that fits.' };
  return { properties: { [name]: occasion }, required: [name] };
}

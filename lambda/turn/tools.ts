import { END_CALL, isOwnTool, TRANSFER_CALL, type OwnTool, type Tool } from '../core/agents/tool';
import type { ReplyNext } from '../core/calls/records';
import type { ModelTool, ModelToolCall } from '../core/ports';
import type { CallOfTool } from '../core/tools/tool-runner';
import type { ReplyJob } from './turn';

type Transfer = Extract<Tool, { type: 'transfer' }>;

/** The tools of an agent: how the model is told of them, and what a call of one leads to. */
export interface Toolbox {
  offered: ModelTool[];
  /** Those that have a result, which the model is told in the same turn. */
  own: OwnTool[];
  /** @returns undefined for a tool that was not offered, or for arguments that it does not take. */
  follow(call: Pick<ModelToolCall, 'name' | 'args'>): ReplyNext | undefined;
}

/** The model names a destination by its occasion, never by a number, so it can invent none. */
export function toolboxOf(tools: readonly Tool[]): Toolbox {
  const canEnd = tools.some(({ type }) => type === 'end-call');
  const transfers = tools.filter((tool): tool is Transfer => tool.type === 'transfer');
  const own = tools.filter(isOwnTool);
  const offered = [
    ...(canEnd ? [endCall()] : []),
    ...(transfers.length > 0 ? [transferCall(transfers.map(({ when }) => when))] : []),
    ...own.map(({ name, description, parameters }) => ({ name, description, parameters: { ...parameters } })),
  ];
  return {
    offered,
    own,
    follow({ name, args }) {
      if (name === END_CALL && canEnd) return { type: 'end' };
      if (name !== TRANSFER_CALL) return undefined;
      const chosen =
        transfers.length === 1 ? transfers[0] : transfers.find(({ when }) => when === args['to']);
      return chosen && { type: 'transfer', to: chosen.to };
    },
  };
}

/** What a tool is told of the call that it is used in. */
export function callOfTool({ callId, turn, agent, variables }: ReplyJob): CallOfTool {
  const { number, caller } = variables;
  return { id: callId, turn, agent: agent.id, number, caller };
}

function endCall(): ModelTool {
  return {
    name: END_CALL,
    description: 'Ends the call. Say goodbye first.',
    parameters: { type: 'object', properties: {}, additionalProperties: false },
  };
}

function transferCall(occasions: string[]): ModelTool {
  const several = occasions.length > 1;
  return {
    name: TRANSFER_CALL,
    description: several
      ? 'Connects the caller to a human. Say so first.'
      : `Connects the caller to a human. Say so first. Use it when: ${occasions[0]}`,
    parameters: {
      type: 'object',
      properties: several
        ? { to: { type: 'string', enum: [...new Set(occasions)], description: 'The occasion that fits.' } }
        : {},
      ...(several ? { required: ['to'] } : {}),
      additionalProperties: false,
    },
  };
}

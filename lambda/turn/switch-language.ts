import { SWITCH_LANGUAGE } from '../core/agents/tool';
import type { ModelTool, ModelToolCall } from '../core/ports';

/** The tool by which the model goes over to a language that the caller wishes for; none where there is one only. */
export function languageTools(others: readonly string[]): ModelTool[] {
  if (others.length === 0) return [];
  return [
    {
      name: SWITCH_LANGUAGE,
      description:
        'Changes the language that you speak and understand. Use it when the caller asks for another language, ' +
        'and say nothing with it: the change is announced.',
      parameters: {
        type: 'object',
        properties: { language: { type: 'string', enum: [...others], description: 'As in hi-IN.' } },
        required: ['language'],
        additionalProperties: false,
      },
    },
  ];
}

/** @returns the language that the model asks for; undefined for another tool, or for a language that is not there. */
export function wishedLanguage(
  { name, args }: Pick<ModelToolCall, 'name' | 'args'>,
  others: readonly string[],
): string | undefined {
  return name === SWITCH_LANGUAGE ? others.find((language) => language === args['language']) : undefined;
}

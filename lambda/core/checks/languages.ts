import { ownPhrases } from '../agents/languages';
import { optOutKeyOf } from '../agents/tools/opt-out';
import { isNeeded, type Saying } from '../speech/needed-phrases';
import { missingPhrases, STOCK_LANGUAGES, type Phrases } from '../speech/phrases';
import type { Finding } from './finding';
import type { PartialAgent } from './agent';

/** Phrases that an agent may have to say and has no words for, in each of its languages. */
export function phraseFaults(agent: PartialAgent): Finding[] {
  const { language, phrases = {}, recording, languages = [], tools = [] } = agent;
  const several: Saying[] = languages.length > 0 ? ['languages'] : [];
  const warns: Saying[] = agent.limits?.warnSeconds === 0 ? [] : ['warning'];
  const asks: Saying[] = tools.some(({ type }) => type === 'collect-digits') ? ['digits'] : [];
  const own = ownPhrases({ phrases, recording });
  const optsOut: Saying[] = optOutKeyOf(tools) === undefined ? [] : ['opt-out'];
  const always = [...several, ...warns, ...asks, ...optsOut];
  const does = [...always, ...(recording ? [recording.mode] : [])];
  return [
    ...(language ? missing(language, own, does, ['phrases']) : []),
    ...languages.flatMap((further, i) =>
      missing(further.language, further.phrases ?? {}, always, ['languages', i, 'phrases']),
    ),
  ];
}

/** What is wrong with the languages that an agent speaks besides its own. */
export function languageFaults({ language, languages = [] }: PartialAgent): Finding[] {
  return languages.flatMap((further, i) =>
    further.language === language
      ? [
          {
            path: ['languages', i, 'language'],
            message: `is the agent's own language; name others than ${language}`,
          },
        ]
      : [],
  );
}

function missing(
  language: string,
  own: Partial<Phrases>,
  does: readonly Saying[],
  path: Finding['path'],
): Finding[] {
  const names = missingPhrases(language, own).filter((name) => isNeeded(name, does));
  if (names.length === 0) return [];
  const message =
    `${language} has no stock phrases (there are ${STOCK_LANGUAGES.join(', ')}); ` +
    `add your own wording of ${names.join(', ')}`;
  return [{ path, message }];
}

import type * as z from 'zod';
import type { agentSettings } from '../../lambda/core/agents/agent';
import type { VoiceAgentProps } from './voice-agent';

/** The settings as the core knows them. Not checked yet; what is left out gets the core's standard. */
export function settingsOf(props: VoiceAgentProps): z.input<typeof agentSettings> {
  return {
    language: props.language,
    greeting: props.greeting,
    prompt: props.prompt.text,
    stt: props.stt.reference,
    llm: props.llm.reference,
    tts: props.tts.reference,
    voice: props.tts.voice,
    timeZone: props.timeZone,
    variables: props.variables,
    fallbacks: fallbacksOf(props),
    hasteLlm: props.hasteLlm?.reference,
    knowledge: props.knowledge?.index.hash,
    tools: props.tools?.map(({ settings }) => settings),
    fallback: props.fallback?.settings,
    afterCall: props.afterCall as z.input<typeof agentSettings>['afterCall'],
    privacy: props.privacy,
    phrases: props.phrases,
    recording: props.recording?.settings,
    voicemail: props.voicemail?.settings,
    languages: props.languages?.map(({ language, stt, tts, phrases }) => ({
      language,
      stt: stt?.reference,
      tts: tts?.reference,
      voice: tts?.voice,
      phrases,
    })),
    listening: {
      silenceSeconds: props.silence?.toSeconds({ integral: false }),
      silenceThreshold: props.silenceThreshold,
      maxSeconds: props.maxUtterance?.toSeconds({ integral: false }),
      repromptAfterSeconds: props.repromptAfter?.toSeconds({ integral: false }),
      reprompts: props.reprompts,
      digitGapSeconds: props.digitGap?.toSeconds({ integral: false }),
      waitForMore: props.waitForMore,
    },
    limits: {
      callSeconds: props.maxCall?.toSeconds({ integral: false }),
      warnSeconds: props.warnBefore?.toSeconds({ integral: false }),
      replySeconds: props.maxReply?.toSeconds({ integral: false }),
      fillerAfterSeconds: props.fillerAfter?.toSeconds({ integral: false }),
      failures: props.maxFailures,
    },
  };
}

function fallbacksOf({ providerFallbacks: spares }: VoiceAgentProps) {
  return (
    spares && {
      stt: spares.stt?.map(({ reference }) => reference),
      llm: spares.llm?.map(({ reference }) => reference),
      tts: spares.tts?.map(({ reference, voice }) =>
        voice === undefined ? reference : { use: reference, voice },
      ),
    }
  );
}

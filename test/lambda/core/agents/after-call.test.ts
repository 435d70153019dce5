import { agentRecord } from '../../../../lambda/adapters/agent-record';
import { agentSettings } from '../../../../lambda/core/agents/agent';
import { redactedKinds } from '../../../../lambda/core/agents/privacy';
import { PII_KINDS } from '../../../../lambda/core/privacy/kinds';
import { shapeFindings } from '../../../../lambda/core/checks/shape';
import { agentInput, agentSettingsOf } from '../../../builders/agent';

const findings = (changes: object) =>
  shapeFindings(agentSettings, { ...agentInput(), ...changes }).map(({ path, message }) =>
    [path.join('.'), message].join(': '),
  );

it('what is made of a call has standards, and is part of the version', () => {
  const { afterCall } = agentSettingsOf({ afterCall: {} });
  expect(afterCall).toEqual({ summary: true, transcript: false });
  expect(agentRecord('a', agentSettingsOf({ afterCall: {} })).version).not.toBe(
    agentRecord('a', agentSettingsOf()).version,
  );
});

it('every fault is told by its property', () => {
  const afterCall = {
    language: 'Hindi',
    fields: { type: 'object', properties: { urgent: { type: 'bool' } } },
    webhook: { url: 'http://10.0.0.1/', secret: 'sk live' },
  };
  expect(findings({ afterCall, privacy: { redact: ['phones'] } })).toEqual([
    expect.stringMatching(/^afterCall\.language: must be a language tag/),
    expect.stringMatching(/^afterCall\.fields\.properties\.urgent\.type: must be one of/),
    expect.stringMatching(/^afterCall\.webhook\.url: must be an https address/),
    expect.stringMatching(/^afterCall\.webhook\.secret: must be the name or the ARN of a secret/),
    expect.stringMatching(
      /^privacy\.redact\.0: must be one of email, upi, pan, card, aadhaar, phone, digits/,
    ),
  ]);
  expect(findings({ privacy: { redact: [] } })).toHaveLength(1);
});

it('redacts all kinds, some or none', () => {
  expect(redactedKinds({ redact: true })).toEqual(PII_KINDS);
  expect(redactedKinds({ redact: ['card'] })).toEqual(['card']);
  expect(redactedKinds({ redact: false })).toEqual([]);
  expect(redactedKinds(undefined)).toEqual([]);
});

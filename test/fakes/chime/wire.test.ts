import type { ChimeSDKVoice } from '@aws-sdk/client-chime-sdk-voice';
import { AccessDeniedException } from '@aws-sdk/client-chime-sdk-voice';
import { clientOf, rawRequest } from './clients';
import { startChime, type FakeChime } from './index';
import { ROUTES } from './routes';

let chime: FakeChime;
let client: ChimeSDKVoice;
beforeEach(async () => {
  chime = await startChime();
  client = clientOf(chime);
});
afterEach(async () => {
  client.destroy();
  await chime.close();
});

describe('what reaches the fake', () => {
  test('refuses a request without a signature', async () => {
    const response = await fetch(`${chime.url}/sip-rules`);
    expect(response.status).toBe(403);
    expect(chime.journal).toMatchObject([{ operation: 'ListSipRules', status: 403 }]);
  });

  test('refuses a request signed for another service', async () => {
    const response = await fetch(`${chime.url}/sip-rules`, {
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=test/20261123/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
      },
    });
    expect(response.status).toBe(403);
  });

  test('refuses a region that has no Amazon Chime SDK Voice', async () => {
    const mumbai = clientOf(chime, 'ap-south-1');
    await expect(mumbai.listSipRules({})).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    mumbai.destroy();
  });

  test('knows no operation beyond the API', async () => {
    await expect(rawRequest(chime, 'GET', '/sip-trunks')).resolves.toMatchObject({
      status: 404,
      errorType: 'UnknownOperationException',
    });
  });

  test('refuses to touch a phone number, and keeps the attempt', async () => {
    await expect(client.deletePhoneNumber({ PhoneNumberId: '+15550100' })).rejects.toThrow(
      AccessDeniedException,
    );
    await expect(
      client.disassociatePhoneNumbersFromVoiceConnector({
        VoiceConnectorId: 'any',
        E164PhoneNumbers: ['+15550100'],
      }),
    ).rejects.toThrow(AccessDeniedException);
    expect(chime.refused.map(({ operation }) => operation)).toEqual([
      'DeletePhoneNumber',
      'DisassociatePhoneNumbersFromVoiceConnector',
    ]);
  });

  test('refuses every operation on phone numbers that the API has, but looking at one', async () => {
    const onNumbers = ROUTES.filter(
      ({ operation }) => operation.includes('PhoneNumber') && operation !== 'GetPhoneNumber',
    );
    expect(onNumbers.length).toBeGreaterThan(15);
    for (const { method, segments, query } of onNumbers) {
      const path = `/${segments.map((segment) => segment.replace(/\{.*\}/, 'x')).join('/')}`;
      const { status } = await rawRequest(chime, method, `${path}?${new URLSearchParams(query).toString()}`);
      expect(status).toBe(403);
    }
    expect(chime.refused.map(({ operation }) => operation)).toEqual(
      onNumbers.map(({ operation }) => operation),
    );
  });
});

describe('what a request says', () => {
  const refusals: [what: string, method: string, path: string, body: unknown, message: RegExp][] = [
    ['a missing member', 'POST', '/voice-connectors', { Name: 'a' }, /^RequireEncryption is required$/],
    [
      'a member that the API does not know',
      'POST',
      '/voice-connectors',
      { Name: 'a', RequireEncryption: true, ClientRequestToken: 'x' },
      /^ClientRequestToken is not a member$/,
    ],
    [
      'text in place of a boolean, as CloudFormation sends it',
      'POST',
      '/voice-connectors',
      { Name: 'a', RequireEncryption: 'true' },
      /^RequireEncryption must be a boolean$/,
    ],
    [
      'text in place of a number',
      'PUT',
      '/voice-connectors/x/termination',
      { Termination: { CpsLimit: '1', CallingRegions: ['US'] } },
      /^Termination.CpsLimit must be a whole number$/,
    ],
    [
      'several faults, all of them',
      'POST',
      '/sip-media-applications',
      { Name: 'ä', AwsRegion: 'ap-south-1', Endpoints: [] },
      /AwsRegion must be one of .*Name must match .*Endpoints is outside 1 to 1/,
    ],
    [
      'a trigger in an update of a SIP rule',
      'PUT',
      '/sip-rules/x',
      { Name: 'a', TriggerValue: '+15550100' },
      /^TriggerValue is not a member$/,
    ],
    [
      'a label in the body',
      'PUT',
      '/sip-rules/x',
      { SipRuleId: 'y', Name: 'a' },
      /^SipRuleId stands in the address/,
    ],
    ['a query that the API does not know', 'GET', '/sip-rules?page=2', undefined, /^page is not a member$/],
    ['a page of more than 100', 'GET', '/sip-rules?max-results=101', undefined, /^MaxResults is outside/],
    ['a token of another service', 'GET', '/sip-rules?next-token=2', undefined, /^NextToken is not one/],
    ['no JSON', 'POST', '/voice-connectors', '<xml/>', /^The body is not JSON$/],
  ];

  test.each(refusals)('refuses %s', async (_, method, path, body, message) => {
    await expect(rawRequest(chime, method, path, body)).resolves.toEqual({
      status: 400,
      errorType: 'BadRequestException',
      answer: { Code: 'BadRequest', Message: expect.stringMatching(message) },
    });
  });

  test('a refused password stands in no message', async () => {
    const { answer } = await rawRequest(
      chime,
      'POST',
      '/voice-connectors/x/termination/credentials?operation=put',
      { Credentials: [{ Username: 'carrier', Password: 'pässwort' }] },
    );
    expect(JSON.stringify(answer)).toContain('Credentials[0].Password must match');
    expect(JSON.stringify([answer, chime.journal])).not.toContain('pässwort');
  });

  test('tells operations of one address apart by their query', async () => {
    await rawRequest(chime, 'POST', '/tags?operation=tag-resource', {});
    await rawRequest(chime, 'POST', '/tags?operation=untag-resource', {});
    expect(chime.journal.map(({ operation }) => operation)).toEqual(['TagResource', 'UntagResource']);
  });
});

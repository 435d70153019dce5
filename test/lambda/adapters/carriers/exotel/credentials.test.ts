import { exotelCredentials } from '../../../../../lambda/adapters/carriers/exotel';

test('a secret gives the credentials, whatever else it holds', () => {
  const text = '{"accountSid": "acme1", "apiKey": "a-key", "apiToken": "a-token", "note": "sales"}';
  expect(exotelCredentials.parse(text)).toEqual({
    accountSid: 'acme1',
    apiKey: 'a-key',
    apiToken: 'a-token',
  });
});

test.each([
  ['a-very-secret-text', 'must be JSON'],
  ['["a-very-secret-text"]', 'expected object'],
  ['{"accountSid": "a/very/secret/text", "apiKey": "k", "apiToken": "t"}', 'letters, digits'],
  ['{"accountSid": "", "apiKey": "k", "apiToken": "t"}', 'must be the account SID'],
  ['{"accountSid": "acme1", "apiKey": "a-very-secret-text"}', 'the API token'],
])('%j is refused in words that quote nothing of it', (text, words) => {
  const { error } = exotelCredentials.safeParse(text);
  expect(error?.message).toContain(words);
  expect(error?.message).not.toMatch(/a.very.secret.text/);
});

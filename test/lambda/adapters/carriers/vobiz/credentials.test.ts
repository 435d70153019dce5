import { vobizCredentials } from '../../../../../lambda/adapters/carriers/vobiz';

test('a secret gives the credentials, whatever else it holds', () => {
  const text = '{"authId": "MA_TEST01", "authToken": "a-token", "note": "of the sales team"}';
  expect(vobizCredentials.parse(text)).toEqual({ authId: 'MA_TEST01', authToken: 'a-token' });
});

test.each([
  ['a-very-secret-text', 'must be JSON'],
  ['"a-very-secret-text"', 'expected object'],
  ['{"authId": "a-very-secret-text", "authToken": "x"}', 'must be an Auth ID, as in MA_…'],
  ['{"authId": "MA_TEST01", "authToken": ""}', 'must be the Auth Token'],
  ['{"authId": "MA_TEST01", "token": "a-very-secret-text"}', 'authToken'],
])('%j is refused in words that quote nothing of it', (text, words) => {
  const { error } = vobizCredentials.safeParse(text);
  expect(error?.message).toContain(words);
  expect(error?.message).not.toContain('a-very-secret-text');
});

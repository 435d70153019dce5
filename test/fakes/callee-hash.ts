import { SecretCalleeHash } from '../../lambda/adapters/secret-callee-hash';

/** Hashes with a key that every test knows. */
export const CALLEES = new SecretCalleeHash({ secret: async () => 'the key of the callees of the tests' });

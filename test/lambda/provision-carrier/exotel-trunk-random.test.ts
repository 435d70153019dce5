import { survivesRandomLives } from './random-trunk-lives';

test('a trunk survives 500 random lives', () => survivesRandomLives('trunk of Exotel', 500), 300_000);

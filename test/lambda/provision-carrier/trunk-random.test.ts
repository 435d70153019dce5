import { survivesRandomLives } from './random-trunk-lives';
import { TRUNK_WORLDS } from './trunk-worlds';

/** 500 for each carrier at least. */
const LIVES = {
  'trunk of Twilio': 500,
  'inbound trunk of Vobiz': 300,
  'outbound trunk of Vobiz': 300,
  'trunk of Exotel': 500,
};

test.each(Object.entries(LIVES))(
  'the %s survives %i random lives',
  (name, lives) => survivesRandomLives(TRUNK_WORLDS[name as keyof typeof LIVES](), lives),
  300_000,
);

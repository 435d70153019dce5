import { survivesRandomLives } from './random-trunk-lives';

test(
  'an inbound trunk survives 250 random lives',
  () => survivesRandomLives('inbound trunk of Vobiz', 300),
  300_000,
);
test(
  'an outbound trunk survives 250 random lives',
  () => survivesRandomLives('outbound trunk of Vobiz', 300),
  300_000,
);

import { firstAudio } from './first-audio';
import { lineOf } from './figures';
void firstAudio(8, 3).then((f) => f.forEach((x) => console.log(lineOf(x))));

/** A piece of a file that is found and told as a whole. */
export interface Passage {
  /** What it stands under, outermost first, as in `Fees › Children`; empty where it stands under nothing. */
  heading: string;
  text: string;
}

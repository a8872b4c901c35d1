/** The protocol of a kind of activity: what the rest of the book asks of it. Its other half is kit/activities/kind.py. */
import type { Block } from "./blocks.js";
import type { Model } from "./card.js";

/** How an answer comes back to the reader after some days. */
export type ComesBack = {
  /** Which comes first, where several have come back. */
  order: number;
  /** What counts as its words: they come back as long as they stay the same; nothing comes back where all are empty. */
  words(value: any): any[];
  /** The part of the value that holds a day of the reader's own. */
  day?: string;
  /** It is not looked back at, but asked again. */
  again?: boolean;
  /** The heading of looking back, also in what is taken out. */
  prompt: string;
  /** What is offered: of one on a day ("you made a plan. How did it go?"), and of several. */
  offer: [string, string];
  /** The line behind which it waits, where something else comes first. */
  also: string;
  /** What is shown of it: when it was written (the day is filled in for `{on}`), and what. */
  shown?(value: any): { when: string; text: string };
  /** The reader may change it on the spot. */
  changes?: boolean;
  /** Somebody else answers it: by when, if the value says so. */
  answeredBy?(value: any): string;
};

/** Kinds by their name. */
export type Kinds = Record<string, Kind>;
/** What an answer says to somebody who asks for it in order: what was noticed, what was learned, what comes next, what has changed. */
export type Meaning = "what" | "learned" | "next" | "changed";

export type Kind = {
  /** Show the activity; what is returned takes it away again. A kind that is only listed has none. */
  render?(place: { model: Model; el: HTMLElement }): (() => void) | undefined;
  /** What the activity and its answer are on paper. */
  blocks(spec: any, value: any): Block[];
  /** Are there the reader's own words in an answer? Without it there never are. */
  hasText?(value: any): boolean;
  /** Why an answer is left out of what is taken out, unless the reader ticks it. */
  staysOut?: "quiz" | "private";
  /** What the reader chose is hers too, where her own words are taken out. */
  choicesAreOwn?: boolean;
  /** What its answers say, where that is not what was learned. */
  meaning?: Meaning;
  /** Where the parts of one answer say different things: each, with its label. */
  parts?(spec: any, value: any): { meaning: Meaning; blocks: Block[] }[];
  comesBack?: ComesBack;
};

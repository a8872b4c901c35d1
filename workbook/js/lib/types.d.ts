/** What several files mean by the same word, and what other scripts leave on the page. */

/** An answer as it once was. */
export type Version = { value: any; when: string };

/** One answer, as the notes file keeps it (workbook/kit/learner/notes.schema.json). */
export type Entry = { kind: string; prompt: string; value: any; when: string; earlier: Version[] };

/** Answers by the key of their activity: "mid-staffordshire.noticing". */
export type Entries = Record<string, Entry>;

/** A chapter as the site's catalogue lists it, with what its activities ask. */
export type Chapter = { id: string; title: string; page: string; minutes?: number; activities: any[] };

declare global {
  interface Window {
    /** Written by the site beside the pages that need it: every chapter and its activities. */
    whysAndHowsCatalogue?: { chapters: Chapter[] };
    /** Written by the site: every chapter with a session, and what all sessions share. */
    whysAndHowsSessionList?: { chapters: any[]; [name: string]: any };
    /** Each chapter's session, when its script has been asked for. */
    whysAndHowsSessionFiles?: Record<string, any>;
    /** Kinds of activity that are a book's own: the name, and a function that gets the kit and makes the kind. */
    workbookKinds?: [string, (kit: any) => import("../widget/kind.d.ts").Kind][];
    whysAndHowsEvidence?: any;
    /** The rows of evidence, when somebody has begun to search. */
    whysAndHowsEvidenceRows?: any[];
    whysAndHowsTrusts?: any;
  }
}

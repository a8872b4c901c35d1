/** What several files mean by the same word, and what other scripts leave on the page. */

/** A chapter as the site's catalogue lists it, with what its activities ask. */
export type Chapter = { id: string; title: string; page: string; minutes?: number; activities: any[] };

declare global {
  interface Window {
    /** Written by the site beside the pages that need it: every chapter and its activities. */
    whysAndHowsCatalogue?: { chapters: Chapter[] };
    whysAndHowsSessions?: { chapters: any[] };
    whysAndHowsEvidence?: any;
    whysAndHowsTrusts?: any;
  }
}

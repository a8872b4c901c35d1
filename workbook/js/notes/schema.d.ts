/** What the build compiles from workbook/kit/learner/notes.schema.json. */
declare module "notes-schema" {
  /** Does it fit an entry of the notes file? */
  export function isEntry(thing: unknown): boolean;
}

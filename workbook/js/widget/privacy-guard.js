/**
 * The guard: on the device, as you type, it says when words look like a person or a give-away. It is a nudge: it
 * blocks, changes, keeps and sends nothing. What it finds and misses is measured on tests/examples/guard.csv.
 */
import { helpLink } from "../lib/book.js";
import { h, say } from "../lib/dom.js";

/** @typedef {{kind: string, text: string}} Seen */

const PAUSE = 700;

// A word that may be a name; a name may have several words, and small ones such as "van der".
const WORD = "\\p{Lu}[\\p{L}’'-]*\\p{L}";
const PART = `(?:(?:van|von|de|der|da|bin|el|al)[ -])*${WORD}`;
const NAME = `(${PART}(?:[ -]${PART})*)`;
const TITLE = "(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Nurse|Sister|Matron|Doctor)\\.?";
const TITLED = new RegExp(`^${TITLE} `);
const ROLE =
  "manager|mentor|colleague|friend|supervisor|boss|matron|nurse|doctor|consultant|registrar|porter|carer|assistant|clerk|" +
  "patient|resident|client|lady|gentleman|man|woman|boy|girl|student|trainee|deputy|neighbour|domestic|cleaner|" +
  "mum|mother|dad|father|wife|husband|son|daughter|sister|brother|partner";
const DOES =
  "said|says|told|asked|asks|shouted|rang|cried|replied|answered|laughed|died|fell|refused|wanted|knows|felt|and I|and me";
const DONE_TO = "told|asked|thanked|rang|emailed|texted|phoned|met|(?:spoke|talked) (?:to|with)";

// Words with a capital letter that are no name where a name is looked for.
const NO_NAME = new RegExp(
  "^(?:[AI]|An|Th(?:e|is|at|ese|ose|ey|ere|en)|My|Our|Your|His|Her|Its|Their|We|He|She|You|It|Here|W(?:hat|hen|here|hy|ho)|How|" +
    "If|In|On|At|As|So|But|And|Or|Not?|Yes|Some|Any|Every|Each|Other|Another|Many|Most|All|One|Two|Both|Next|Once|After|Before|" +
    "Time|God|Staff|People|Famil(?:y|ies)|Team|Board|Chief|Trust|Hospital|Ward|Minister|Parliament|England|Wales|Scotland|Human|" +
    "Occupational|Freedom|Care|Health|Healthcare|Royal|National|Public|Survey|Council|Cure|Speak|Acas|Samaritans|Shout|Datix|Band|" +
    "Leading|Rainbow|Hello|Out|January|March|April|July|Christmas|Easter|Eid|.*(?:[aeo]mber|tober)|" +
    "English|Welsh|Scottish|Irish|British|Polish|Indian|Filipino|Nigerian|Black|Asian|White|African|Muslim|Christian|Hindu|Sikh|" +
    "Jewish|Nurses?|Doctors?|Sister|Matron|Manager|Registered|Patient|Resident|Associates?|" +
    ".+(?:body|ryone|meone|nyone|day|ers|tors|ents|[st]ion))$",
);
// In small letters, after "dr" or "her name is": no name.
const SMALL =
  "(?!(?:an?|the|not?|on|in|of|and|or|was|is|has|had|who|that|which|says?|said|came|told|asked|will|would|did|never|always|" +
  "often|does|went|called|to|for|with|at|also|only|just|still|my|her|his|our|known|then|but|if|foster)[^\\p{L}])";
// People whom our chapters name in public, and "Dr Foster", a company.
const CITED = "Francis|Bailey|Berwick|Jarman|Donnelly|Messenger|Pollard|West|Coia|Williams|Dixon-Woods";
const BY_SURNAME = new RegExp(`^(?:${CITED})$`);
const PUBLIC = new RegExp(`^(?:Dr\\.? Foster|(?!(?:Mrs?|Ms|Miss|Dr|Nurse|Sister) )(?:\\p{L}+ )+(?:${CITED}))`, "u");

const DAY = "\\d{1,2}[/.-]\\d{1,2}[/.-](?:19|20)?\\d\\d|(?:19|20)\\d\\d-\\d\\d-\\d\\d";
// Numbers that belong to organisations: 03 and 08, and two lines on the page "Where to turn".
const OFFICES = /^0[38]|^020 ?3117 ?2520|^028 ?9536 ?1990/;

/** What a rule finds stands alone; its first group is what is told. @param {string} source @param {string} [flags] */
const rule = (source, flags = "gu") => new RegExp(`(?:^|[^\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])`, flags);

/** Each rule: what it is, the expression, and what else must hold. @type {[string, RegExp, ((found: string) => boolean)?][]} */
const RULES = [
  ["email", rule("([\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}.-]+\\.\\p{L}{2,})")],
  ["nhs", rule("(\\d{3}[ -]?\\d{3}[ -]?\\d{4})"), checks],
  ["phone", rule("((?:(?:\\+|00)44 ?(?:\\(0\\) ?)?|0)(?:\\d[ -]?\\)?[ -]?){8,9}\\d)"), (found) => !OFFICES.test(found)],
  [
    "date",
    rule(
      `((?:born|birth|birthday|d\\.?o\\.?b)[^\\p{L}\\p{N}!?](?:[^.!?\\d]{0,12}?)(?:${DAY}|(?:\\d{1,2}\\p{L}* )?\\p{L}{3,9},? \\d{4}))`,
      "giu",
    ),
  ],
  ["date", rule(`(${DAY})(?![/-])`)],
  [
    "place",
    rule(
      "((?:wards?|beds?|bays?|(?:side )?rooms?|cubicles?|flat)(?: no\\.?| number)? (?:\\d{1,3}\\p{L}?|[b-h]\\d{0,2}))" +
        "(?! ?(?:%|hour|minute|time|day|week|year|people|patient|bed|nurse|staff|of|to))",
      "giu",
    ),
  ],
  ["place", rule("((?:[Ww]ard|[Bb]ay) [A-HJ-Z])")],
  ["place", rule(`(?:[Oo]n|[Ii]n|[Aa]t|[Ff]rom|to|of) (${WORD} (?:[Ww]ard|House|Lodge|Court|Grange|Manor))`), named],
  [
    "postcode",
    rule("([A-Z]{1,2}\\d[A-Z\\d]? ?\\d[ABD-HJLNP-UW-Z]{2})", "giu"),
    (found) => !/(?:st|[nr]d|th)$/.test(found),
  ],
  ["name", rule(`(${TITLE} ${PART}(?:[ -]${PART})*)`), named],
  ["name", rule(`((?:mr|mrs|ms|dr)\\.? ${SMALL}\\p{L}[\\p{L}’'-]+)`)],
  ["name", rule(`(?:${ROLE}),?(?: called| named| known as)? ${NAME}`), named],
  ["name", rule(`(?:called|named|known as) ${NAME}`), named],
  ["name", rule(`(?:my|her|his|their) name(?:[’']s| is| was) ${SMALL}(\\p{L}[\\p{L}’'-]+)`, "giu")],
  ["name", rule(`(${WORD}) (?:${DOES})`), uncited],
  ["name", rule(`(?:${DONE_TO}) ${NAME}`), uncited],
  ["name", rule(`(${WORD})[’']s (?:${ROLE}|family|notes|room)`), uncited],
];

/** Is it more than a common word, with or without a title? @param {string} found */
function named(found) {
  return !PUBLIC.test(found) && !NO_NAME.test(found.replace(TITLED, "").split(" ")[0]) && /\p{Ll}/u.test(found);
}

/** And nobody who is cited by surname? @param {string} found */
function uncited(found) {
  return named(found) && !BY_SURNAME.test(found);
}

/** Is it an NHS number? Its tenth digit is made from the nine before it. @param {string} found */
function checks(found) {
  const digits = found.replace(/\D/g, "");
  let sum = 0;
  for (let place = 0; place < 9; place++) sum += Number(digits[place]) * (10 - place);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

/** What in a text looks like a person or a give-away, each stretch of it once. @param {string} text @returns {Seen[]} */
export function look(text) {
  let left = text;
  /** @type {Seen[]} */
  const seen = [];
  for (const [kind, expression, holds] of RULES) {
    for (const found of left.matchAll(expression)) {
      const said = found[1];
      if (holds && !holds(said)) continue;
      seen.push({ kind, text: said });
      const at = found.index + found[0].indexOf(said);
      left = left.slice(0, at) + "·".repeat(said.length) + left.slice(at + said.length);
    }
  }
  return seen;
}

/** For each kind: what it is called, and what to write instead. @type {Record<string, [string, string?]>} */
const SAID = {
  name: ["a name", "write “a patient” or “a colleague”"],
  place: ["a place where someone can be found", "write “a ward” or “a home”"],
  date: ["a date, perhaps of birth"],
  nhs: ["an NHS number"],
  phone: ["a phone number"],
  email: ["an e-mail address"],
  postcode: ["a postcode"],
};

/** What was seen, and one thing to do. @param {Seen[]} seen */
function told(seen) {
  const kinds = Object.keys(SAID).filter((kind) => seen.some((one) => one.kind === kind));
  const found = kinds.map((kind) => {
    const texts = seen.filter((one) => one.kind === kind).map((one) => `“${one.text}”`);
    return `${SAID[kind][0]}: ${[...new Set(texts)].slice(0, 3).join(", ")}`;
  });
  return [`This looks like ${found.join("; and like ")}.`, `You could ${SAID[kinds[0]][1] ?? "leave it out"}.`];
}

/**
 * Watch one box. The note stands under it, and comes a moment after the typing stops.
 * @param {import("./card.js").Model} model @param {HTMLTextAreaElement | HTMLInputElement} box
 */
export function guard(model, box) {
  const what = h("p", { class: "wb-saw" });
  const why = h("p");
  const dismiss = () => {
    dismissed = true;
    note.hidden = true;
    box.focus();
  };
  const note = h(
    "div",
    { class: "wb-guard wb-screen", role: "group", "aria-label": "A note on what you wrote", hidden: true },
    what,
    why,
    h(
      "p",
      {},
      helpLink(model, "if-it-happened", "If it happened to you"),
      h("button", { type: "button", class: "wb-quiet", onclick: dismiss }, "Hide this tip"),
    ),
  );
  // Heard once for each box; what is seen may change as you type.
  const heard = h("p", { class: "wb-unseen", role: "status" });
  let timer = 0;
  let dismissed = false;

  function now() {
    const seen = look(box.value);
    note.hidden = dismissed || !seen.length;
    if (note.hidden) return;
    const [saw, instead] = told(seen);
    say(what, saw);
    say(why, `It could show who this is about. ${instead} Nothing is blocked or sent.`);
    if (!heard.textContent) say(heard, `A note is under this box. ${saw} ${instead}`);
  }
  return {
    /** Something was typed. */
    typed() {
      if (!note.isConnected) box.after(note, heard);
      clearTimeout(timer);
      timer = window.setTimeout(now, PAUSE);
    },
    /** The words were changed from elsewhere: what is no longer there is no longer said. */
    changed() {
      if (!note.hidden) now();
    },
  };
}

/**
 * The name check's rules: what in a text looks like a person or a give-away. They work on the text alone; what they
 * find and miss is measured on tests/examples/guard.csv.
 */

/** @typedef {{kind: string, text: string}} Seen */

// A word that may be a name; a name may have several words, and small ones such as "van der". Each has a bound, so
// that a long run of dots or dashes costs no more than a long text.
const WORD = "\\p{Lu}[\\p{L}’'-]{0,40}\\p{L}";
const PART = `(?:(?:van|von|de|der|da|bin|el|al)[ -]){0,3}${WORD}`;
const NAME = `(${PART}(?:[ -]${PART}){0,5})`;
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
// "Dr Foster" is a company.
const COMPANY = "Dr\\.? Foster";
const NOBODY = "(?!)";

/**
 * Whom and what the book names in public, as expressions: a surname alone, a whole name, a number without spaces.
 * @typedef {{surname: RegExp, name: RegExp, number: RegExp}} Public
 * @param {{people: string[], numbers: string[]}} named @returns {Public}
 */
function inPublic({ people, numbers }) {
  const surnames = people.map((name) => name.replace(/[^\p{L}’'-]/gu, "")).join("|") || NOBODY;
  return {
    surname: new RegExp(`^(?:${surnames})$`),
    name: new RegExp(`^(?:${COMPANY}|(?!(?:Mrs?|Ms|Miss|Dr|Nurse|Sister) )(?:\\p{L}+ )+(?:${surnames}))`, "u"),
    // Numbers that begin so belong to organisations.
    number: new RegExp(`^(?:0[38]${numbers.map((digits) => `|${digits.replace(/\D/g, "")}`).join("")})`),
  };
}

const DAY = "\\d{1,2}[/.-]\\d{1,2}[/.-](?:19|20)?\\d\\d|(?:19|20)\\d\\d-\\d\\d-\\d\\d";
/** What a rule finds stands alone; its first group is what is told. @param {string} source @param {string} [flags] */
const rule = (source, flags = "gu") => new RegExp(`(?:^|[^\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])`, flags);

/** Each rule: what it is, the expression, and what else must hold. @type {[string, RegExp, ((found: string, open: Public) => boolean)?][]} */
const RULES = [
  ["email", rule("([\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}.-]{1,255}\\.\\p{L}{2,63})")],
  ["nhs", rule("(\\d{3}[ -]?\\d{3}[ -]?\\d{4})"), checks],
  [
    "phone",
    rule("((?:(?:\\+|00)44 ?(?:\\(0\\) ?)?|0)(?:\\d[ -]?\\)?[ -]?){8,9}\\d)"),
    (found, open) => !open.number.test(found.replace(/\D/g, "")),
  ],
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
  ["name", rule(`(${TITLE} ${PART}(?:[ -]${PART}){0,5})`), named],
  ["name", rule(`((?:mr|mrs|ms|dr)\\.? ${SMALL}\\p{L}[\\p{L}’'-]{1,40})`)],
  ["name", rule(`(?:${ROLE}),?(?: called| named| known as)? ${NAME}`), named],
  ["name", rule(`(?:called|named|known as) ${NAME}`), named],
  ["name", rule(`(?:my|her|his|their) name(?:[’']s| is| was) ${SMALL}(\\p{L}[\\p{L}’'-]{1,40})`, "giu")],
  ["name", rule(`(${WORD}) (?:${DOES})`), uncited],
  ["name", rule(`(?:${DONE_TO}) ${NAME}`), uncited],
  ["name", rule(`(${WORD})[’']s (?:${ROLE}|family|notes|room)`), uncited],
];

/** Is it more than a common word, with or without a title? @param {string} found @param {Public} open */
function named(found, open) {
  return !open.name.test(found) && !NO_NAME.test(found.replace(TITLED, "").split(" ")[0]) && /\p{Ll}/u.test(found);
}

/** And nobody who is cited by surname? @param {string} found @param {Public} open */
function uncited(found, open) {
  return named(found, open) && !open.surname.test(found);
}

/** Is it an NHS number? Its tenth digit is made from the nine before it. @param {string} found */
function checks(found) {
  const digits = found.replace(/\D/g, "");
  let sum = 0;
  for (let place = 0; place < 9; place++) sum += Number(digits[place]) * (10 - place);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

/**
 * What in a text looks like a person or a give-away, each stretch of it once.
 * @param {string} text @param {{people: string[], numbers: string[]}} [publicly] whom and what the book names in public
 * @returns {Seen[]}
 */
export function look(text, publicly = { people: [], numbers: [] }) {
  const open = inPublic(publicly);
  let left = text;
  /** @type {Seen[]} */
  const seen = [];
  for (const [kind, expression, holds] of RULES) {
    left = left.replace(expression, (whole, said) => {
      if (holds && !holds(said, open)) return whole;
      seen.push({ kind, text: said });
      return whole.replace(said, () => "·".repeat(said.length)); // no other rule sees it again
    });
  }
  return seen;
}

/** What somebody may write to whom it happened, or who is in danger. It is a small list, and misses most. */
const HARM =
  /\b(?:(?:want|wish|going|ready) to (?:die|end it)|(?:kill|hurt|harm|cut)(?:ing)? myself|(?:end|take|taking|ending) my (?:own )?life|suicid\w*|can(?:no|['’])t go on|(?:don['’]t|do not) want to (?:live|be here|wake up)|(?:he|she|they|someone|somebody|manager|colleague|patient|doctor|nurse)\W+(?:\w+\W+){0,2}(?:called me (?:an?|names|lazy|stupid|useless|dirty|worthless|ugly)|(?:touched|groped|grabbed|hit|slapped|punched|raped|assaulted|attacked|threatened|bullied|harassed|humiliated|mocked|abused|spat at|followed|stalked) me)\b|(?:was|been|being|got|felt) (?:\w+ )?(?:raped|assaulted|attacked|groped|bullied|harassed|abused|threatened|humiliated))/iu;

/** Does a text sound as if it happened to whoever writes? @param {string} text */
export const soundsLikeHarm = (text) => HARM.test(text);

/* The form library speaks English only: what it says to agents is said in German where the browser prefers German. */
const SAID = [
  [/^Field is required\.$/, 'Bitte ausfüllen.'],
  [/^Field must be a valid email\.$/, 'Das ist keine E-Mail-Adresse.'],
  [/^Field must be a valid number\.$/, 'Das ist keine Zahl.'],
  [/^Value is not a number\.$/, 'Das ist keine Zahl.'],
  [/^Field must match pattern (.+)\.$/, 'Das hat nicht die richtige Form: $1'],
  [/^Field must have minimum value of (.+)\.$/, 'Mindestens $1.'],
  [/^Field must have maximum value of (.+)\.$/, 'Höchstens $1.'],
  [/^Field must have minimum length of (.+)\.$/, 'Mindestens $1 Zeichen.'],
  [/^Field must have maximum length of (.+)\.$/, 'Höchstens $1 Zeichen.'],
  [/^Date and time must both be entered\.$/, 'Bitte Tag und Uhrzeit angeben.'],
  [/^Please select a value that is a multiple of (.+)\.?$/, 'Bitte ein Vielfaches von $1 wählen.'],
  [/^Nothing to show\.$/, 'Nichts anzuzeigen.'],
  [/^No results$/, 'Nichts gefunden'],
  [/^Select$/, 'Auswählen'],
  [/^Search$/, 'Suchen'],
  [/^Add new$/, 'Hinzufügen']
];

const german = ((navigator.languages || [navigator.language]).map((one) => one.slice(0, 2).toLowerCase())
  .find((one) => one === 'de' || one === 'en') || 'de') === 'de';

function said(text) {
  const found = SAID.find(([english]) => english.test(text));
  return found ? text.replace(found[0], found[1]) : text;
}

function inGerman(within) {
  const texts = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (!node.parentElement || !node.parentElement.closest('.fjs-container')) continue;
    const text = node.data.trim();
    const there = said(text);
    if (there !== text) node.data = there;
  }
  within.querySelectorAll('.fjs-container input[placeholder]').forEach((field) => {
    const there = said(field.placeholder);
    if (there !== field.placeholder) field.placeholder = there;
  });
}

if (german) {
  new MutationObserver((changes) => changes.forEach((change) => {
    const where = change.target.nodeType === Node.TEXT_NODE ? change.target.parentElement : change.target;
    if (where && (where.closest('.fjs-container') || where.querySelector('.fjs-container'))) inGerman(where);
  })).observe(document.body, { childList: true, subtree: true, characterData: true });
}

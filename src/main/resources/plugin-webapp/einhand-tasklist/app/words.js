/* German for whoever's browser speaks German, English for the others who ask for it, as Tasklist itself chooses. */
import { GERMAN, GERMAN_CODES } from './german.js';

export const german = ((navigator.languages || [navigator.language]).map((one) => one.slice(0, 2).toLowerCase())
  .find((one) => one === 'de' || one === 'en') || 'de') === 'de';

const CODES = {
  redelivery: 'Redelivery', 'device-exchange': 'Device exchange', 'contract-activation': 'Contract activation',
  refund: 'Refund', other: 'Other matter',
  'redeliver-standard': 'Send it again, standard', 'redeliver-express': 'Send it again, express',
  'redeliver-pickup-point': 'Send it to a pick-up point', 'replace-item': 'Send another item instead',
  'swap-at-door': 'Swap the device at the door', 'exchange-after-return': 'Exchange the device after its return',
  repair: 'Have the device repaired', 'loan-device': 'Lend a device meanwhile',
  'retrigger-activation': 'Trigger the activation again', 'prioritise-activation': 'Activate with priority',
  'replace-sim': 'Send a new SIM', 'interim-data-pass': 'Grant a data pass meanwhile',
  'refund-original-means': 'Refund by the original means', 'refund-bank-transfer': 'Refund by bank transfer',
  'cancel-order': 'Call the purchase off and refund', 'goodwill-credit': 'Give a credit as goodwill',
  'schedule-callback': 'Arrange a call-back', 'custom-remedy': 'Something else, in your own words',
  direct: 'yours to decide', approval: 'needs approval', unavailable: 'not possible now',
  none: 'not identified', questions: 'identified by questions', code: 'identified by code',
  'shop-login': 'identified by shop login',
  customer: 'the customer', einhand: 'the rules', approvers: 'approval',
  'awaiting-approval': 'waits for a yes', approved: 'approved', automatic: 'by the rules',
  email: 'e-mail', sms: 'SMS', 'social-public': 'social media, public', 'social-private': 'social media, private',
  'bank-transfer': 'bank transfer', paypal: 'PayPal', promise: 'promise', 'promise-renewed': 'new promise',
  decide: 'Decide what to do', approve: 'Say yes or no', 'carry-out': 'Do what was agreed', 'call-back': 'Call the customer',
  'clarify-address': 'Clarify the address', 'answer-consultation': 'Answer a question', 'accept-handoff': 'Accept a case',
  'next-step': 'We say what we do', 'postal-code': 'postal code', agreed: 'what was agreed'
};

/* our own sentences: English is the key; {0}, {1} are filled in */
export function t(sentence, ...values) {
  const said = german ? GERMAN[sentence] || sentence : sentence;
  return said.replace(/\{(\d)}/g, (all, index) => values[index] ?? '');
}

/* the words of the interface, such as `redeliver-express` */
export function words(code) {
  if (code === null || code === undefined) return '';
  return (german && GERMAN_CODES[code]) || CODES[code] || String(code).replace(/-/g, ' ');
}

const LOCALE = german ? 'de-DE' : 'en-GB';
const ZONE = 'Europe/Berlin';

const dayAndTime = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: ZONE
});
const dayOnly = new Intl.DateTimeFormat(LOCALE, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const languages = new Intl.DisplayNames([LOCALE], { type: 'language', fallback: 'code' });

export function at(instant) {
  return instant ? dayAndTime.format(new Date(instant)) : '';
}

export function day(date) {
  return date ? dayOnly.format(new Date(date + 'T00:00:00Z')) : '';
}

export function language(tag) {
  return languages.of(tag);
}

export function money(amount) {
  return amount
    ? new Intl.NumberFormat(german ? 'de-DE' : 'en-IE', { style: 'currency', currency: amount.currency }).format(Number(amount.amount))
    : '';
}

export function address(where) {
  if (!where) return '';
  return [where.name, where.street, [where.postalCode, where.city].filter(Boolean).join(' '),
    where.country === 'DE' ? null : where.country].filter(Boolean).join(', ');
}

/* "in 3 h 20 min", "2 days ago": from business time, not from this computer's clock */
export function left(instant, now) {
  const minutes = Math.round((new Date(instant) - new Date(now)) / 60000);
  const size = Math.abs(minutes);
  const length = size < 60 ? t('{0} min', size)
    : size < 48 * 60 ? t('{0} h', Math.floor(size / 60)) + (size % 60 && size < 12 * 60 ? ' ' + t('{0} min', size % 60) : '')
      : t('{0} days', Math.round(size / 1440));
  return minutes < 0 ? t('{0} ago', length) : t('in {0}', length);
}

/* how a time that is due looks: late, soon or neither */
export function urgency(instant, now) {
  const rest = new Date(instant) - new Date(now);
  return rest < 0 ? 'late' : rest < 4 * 3600 * 1000 ? 'soon' : 'calm';
}

export function count(number, one, many) {
  return t(number === 1 ? one : many, number);
}

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+Z/g;

const ACTION = new RegExp('(?<![\\w-])(' + ['redeliver-standard', 'redeliver-express', 'redeliver-pickup-point', 'replace-item', 'swap-at-door',
  'exchange-after-return', 'loan-device', 'retrigger-activation', 'prioritise-activation', 'replace-sim', 'interim-data-pass',
  'refund-original-means', 'refund-bank-transfer', 'cancel-order', 'goodwill-credit', 'schedule-callback', 'custom-remedy'].join('|') + ')(?![\\w-])', 'g');

/* what a record says, with times and actions as people read them */
export function readable(text) {
  return text.replace(INSTANT, at).replace(ACTION, (all, action) => (german ? '„' : '“') + words(action) + (german ? '“' : '”'));
}

/* what was typed as a time of the shop, as an instant */
export function instantOf(local) {
  if (!local) return null;
  const asUtc = new Date(local + 'Z');
  const there = new Date(asUtc.toLocaleString('en-US', { timeZone: ZONE }) + ' UTC');
  return new Date(asUtc - (there - asUtc)).toISOString();
}

/* One case on the screen, kept fresh: read, what may be done, what others do meanwhile. */
import { el, add, section, button, told } from './dom.js';
import { t, at } from './words.js';
import { get, post, remove, newKey, segment, Refused } from './calls.js';
import { reason } from './fields.js';
import * as shown from './casefile.js';
import { options } from './deciding.js';
import { conversation, comparing } from './talking.js';

const PULSE = 5000;

/* what just happened, for the page that comes next */
let news = null;

export function announce(sentence) {
  news = sentence;
}

/*
 * Shows a case in a node until that leaves the page. `load` answers the case; `moved` is called when something was done, with the case as it
 * is then, and may show it elsewhere.
 */
export class CaseOnDesk {
  constructor(node, { load, refresh, moved }) {
    this.node = node;
    this.load = load;
    this.refresh = refresh;
    this.moved = moved;
    this.left = false;
    node.replaceChildren(el('p', 'einhand-quiet', t('Opening the case file …')));
    this.show();
  }

  /* its page is gone, or shows something else */
  leave() {
    this.left = true;
    clearTimeout(this.next);
  }

  async show() {
    try {
      this.file = await this.load();
      if (this.left) return;
      this.draw();
      this.listen();
    } catch (failure) {
      if (!(failure instanceof Refused)) throw failure;
      if (!this.left) this.node.replaceChildren(sorry(reason(failure)));
    }
  }

  draw() {
    const file = this.file;
    const done = (sentence) => this.done(sentence);
    this.said = el('div', null);
    // what was done stays to be read, also when the case is drawn anew because something followed from it
    this.news = news || this.news;
    news = null;
    if (this.news) this.said.append(told('good', this.news));
    this.hand = el('div', null);
    this.changed = el('div', null);
    const acting = file.reader.agent && file.state !== 'closed';
    this.talk = acting ? conversation(file, done) : null;
    this.options = el('div', null, options(file, null, done));
    const page = el('div', 'einhand-case');
    add(page,
      shown.head(file),
      shown.glance(file),
      this.said, this.hand, this.changed,
      acting && this.ownership(),
      shown.concern(file),
      shown.promise(file),
      shown.asked(file),
      shown.agreed(file),
      shown.handoffs(file),
      shown.consultations(file),
      shown.openContacts(file, acting ? this.talk.answer : null),
      acting && section(t('Talk with the customer'), this.talk.node),
      acting && file.reader.masked && section(t('Is it her?'), comparing(file)),
      this.options,
      el('div', 'einhand-columns', shown.customer(file), shown.subject(file)),
      shown.diagnosis(file),
      shown.custody(file),
      shown.moneyMatters(file),
      shown.remedies(file),
      shown.attachments(file),
      shown.timeline(file),
      shown.messages(file));
    this.node.replaceChildren(page);
    if (acting) this.lookUp(done);
    else this.options.replaceChildren();
  }

  /* others may have to be asked about stock, so the case does not wait for it */
  async lookUp(done) {
    const file = this.file;
    try {
      const found = await get('/api/cases/' + segment(file.caseNumber) + '/options');
      if (!this.left && file === this.file) this.options.replaceChildren(options(file, found.options, done));
    } catch (failure) {
      if (!(failure instanceof Refused)) throw failure;
      if (!this.left) this.options.replaceChildren(failure.status === 403 ? '' : told('bad', reason(failure)));
    }
  }

  ownership() {
    const file = this.file;
    if (!file.owner || file.owner === file.reader.id) return null;
    const take = (why) => async () => {
      try {
        await post('/api/cases/' + segment(file.caseNumber) + '/take', { reason: why }, newKey());
        await this.done(t('The case is yours now.'));
      } catch (failure) {
        if (!(failure instanceof Refused)) throw failure;
        this.said.replaceChildren(told('bad', reason(failure)));
      }
    };
    return el('div', 'einhand-told einhand-told-plain einhand-row',
      el('span', null, el('strong', null, t('The case is with {0}.', file.owner)), ' ', t('You can read everything. To act, take it.')),
      button(t('The customer is with me now'), 'go', take('customer-here')),
      button(t('{0} is away', file.owner), null, take('owner-absent')));
  }

  async done(sentence) {
    if (this.refresh) this.refresh();
    announce(sentence);
    const after = await get('/files/' + segment(this.file.caseNumber));
    if (this.left) return;
    if (this.moved && this.moved(after, this.file)) return;
    this.file = after;
    this.draw();
    this.node.querySelector('.einhand-told').scrollIntoView({ block: 'center' });
  }

  /* every few seconds: does somebody else hold the customer's hand, has the case changed */
  listen() {
    clearTimeout(this.next);
    const beat = async () => {
      if (!this.node.isConnected) this.leave();
      if (this.left) return;
      if (!document.hidden && this.file.reader.agent) {
        try {
          this.heard(await get('/files/' + segment(this.file.caseNumber) + '/pulse'));
        } catch (silence) {
          if (!(silence instanceof Refused)) throw silence;
        }
      }
      if (!this.left) this.next = setTimeout(beat, PULSE);
    };
    this.next = setTimeout(beat, 0);
  }

  heard(pulse) {
    if (this.left) return;
    const hand = pulse.hand && pulse.hand.holder ? pulse.hand : null;
    const held = hand ? hand.holder + hand.until : '';
    if (this.hand.dataset.held !== held) {
      this.hand.dataset.held = held;
      this.hand.replaceChildren(...hand ? [this.presence(hand)] : []);
    }
    if (pulse.updatedAt !== this.file.updatedAt && !this.changed.hasChildNodes()) {
      if (this.busy()) {
        this.changed.append(told('plain', t('The case has changed.'), ' ', button(t('Show it'), 'small', () => this.show())));
      } else {
        this.show();
      }
    }
  }

  /* somebody else's hand is a warning, one's own a line */
  presence(hand) {
    if (hand.holder !== this.file.reader.id) {
      return told('warn', t('{0} is working on this customer right now, until {1}.', hand.holder, at(hand.until)));
    }
    const letGo = button(t('Let go'), 'small', async () => {
      try {
        await remove('/api/customers/' + segment(this.file.customer.id) + '/hand');
        this.hand.replaceChildren();
      } catch (failure) {
        if (!(failure instanceof Refused)) throw failure;
        this.said.replaceChildren(told('bad', reason(failure)));
      }
    });
    return el('p', 'einhand-quiet', t('You hold the hand of this customer until {0}.', at(hand.until)), ' ', letGo);
  }

  /* whether something is being typed that would be lost */
  busy() {
    return (this.talk && this.talk.busy()) || this.node.querySelector('.einhand-option form') !== null
      || this.node.contains(document.activeElement) && document.activeElement.matches('input, textarea, select');
  }
}

function sorry(sentence) {
  const box = el('div', 'einhand-case einhand-sorry', t('The case file cannot be shown.') + ' ' + sentence);
  box.setAttribute('role', 'alert');
  return box;
}

/* to the task of a case if it has one for us, else to its own page */
export function goTo(file) {
  location.hash = file.taskId
    ? '#/?task=' + segment(file.taskId) + '&detailsTab=einhand-case-file'
    : '#/einhand/case?number=' + segment(file.caseNumber);
}

export function parameter(name) {
  return new URLSearchParams(location.hash.split('?')[1] || '').get(name);
}

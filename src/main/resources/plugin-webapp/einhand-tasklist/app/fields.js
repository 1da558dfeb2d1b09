/* Forms of ours: a field with its label, and what the server says about it beside it. */
import { el, add, button, told } from './dom.js';
import { t } from './words.js';
import { Refused } from './calls.js';

let ids = 0;

/* a field; `pointer` is how the server names it when something is wrong with it */
export function field(label, control, { pointer, hint, wide } = {}) {
  control.id = 'einhand-field-' + (++ids);
  const name = el('label', null, label);
  name.htmlFor = control.id;
  const holder = el('div', 'einhand-field' + (wide ? ' einhand-wide' : ''), name, control);
  if (hint) {
    const said = el('div', 'einhand-quiet', hint);
    said.id = control.id + '-hint';
    control.setAttribute('aria-describedby', said.id);
    holder.append(said);
  }
  if (pointer) holder.dataset.pointer = pointer;
  holder.control = control;
  return holder;
}

export function input(type, value) {
  const made = document.createElement('input');
  made.type = type || 'text';
  made.autocomplete = 'off';
  if (value !== undefined && value !== null) made.value = value;
  return made;
}

export function area(value, rows) {
  const made = document.createElement('textarea');
  made.rows = rows || 3;
  made.maxLength = 4000;
  if (value) made.value = value;
  return made;
}

/* options: pairs of value and words */
export function select(options, chosen) {
  const made = document.createElement('select');
  options.forEach(([value, said]) => {
    const one = document.createElement('option');
    one.value = value;
    one.textContent = said;
    made.append(one);
  });
  if (chosen !== undefined && chosen !== null) made.value = chosen;
  return made;
}

export function tick(label, pointer) {
  const box = input('checkbox');
  box.id = 'einhand-field-' + (++ids);
  const name = el('label', null, label);
  name.htmlFor = box.id;
  const holder = el('div', 'einhand-tick', box, name);
  if (pointer) holder.dataset.pointer = pointer;
  holder.control = box;
  return holder;
}

export function group(legend, ...fields) {
  return el('fieldset', null, el('legend', null, legend), el('div', 'einhand-fields', fields));
}

export function valueOf(holder) {
  return holder && holder.control.value.trim() || null;
}

/* what is left of an object once the empty fields are out */
export function filled(object) {
  const kept = Object.entries(object).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return kept.length === 0 ? null : Object.fromEntries(kept);
}

function clear(form) {
  form.querySelectorAll('.einhand-wrong').forEach((one) => one.remove());
  form.querySelectorAll('[aria-invalid]').forEach((one) => one.removeAttribute('aria-invalid'));
}

/* tells beside each field what the server says of it, and on top what belongs to none */
function show(form, refused) {
  const homeless = refused.errors.filter((error) => {
    const holder = Array.from(form.querySelectorAll('[data-pointer]')).filter((one) => !one.closest('[hidden]'))
      .find((one) => error.pointer === one.dataset.pointer || error.pointer.startsWith(one.dataset.pointer + '/'));
    if (!holder) return true;
    const said = el('div', 'einhand-wrong', error.detail);
    said.id = holder.control.id + '-wrong';
    holder.append(said);
    holder.control.setAttribute('aria-invalid', 'true');
    holder.control.setAttribute('aria-describedby', said.id);
    return false;
  });
  const sentences = refused.errors.length > homeless.length && homeless.length === 0
    ? [t('Something is not as it must be; see the fields.')]
    : homeless.length > 0 ? homeless.map((error) => error.pointer + ' ' + error.detail) : [reason(refused)];
  const box = told('bad', sentences.map((one) => el('p', null, one)));
  box.classList.add('einhand-wrong');
  form.prepend(box);
  const first = form.querySelector('[aria-invalid]');
  if (first) first.focus();
}

export function reason(failure) {
  if (!(failure instanceof Refused)) return String(failure.message || failure);
  if (failure.status === 0) return t('The server cannot be reached. Try again in a moment.');
  return failure.problem.detail || t('The server answered {0}.', failure.status);
}

/*
 * A form that is sent once, however often it is pressed. `send` answers a promise; what it refuses is shown in the form, and
 * `refused` may take it first.
 */
export function form({ label, fields, confirm, cancel, send, refused, kind }) {
  const made = el('form', 'einhand-form' + (kind ? ' ' + kind : ''));
  made.noValidate = true;
  if (label) made.setAttribute('aria-label', label);
  const go = el('button', 'einhand-button einhand-button-go', confirm);
  go.type = 'submit';
  add(made, fields, el('div', 'einhand-row', go, cancel && button(t('Not now'), 'quiet', cancel)));
  made.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (go.disabled) return;
    clear(made);
    go.disabled = true;
    try {
      await send(made);
    } catch (failure) {
      if (!(failure instanceof Refused)) throw failure;
      if (!(refused && refused(failure, made))) show(made, failure);
    } finally {
      go.disabled = false;
    }
  });
  return made;
}

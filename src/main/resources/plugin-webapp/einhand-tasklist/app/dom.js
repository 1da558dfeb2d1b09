/* Elements. Data reaches the page as text only, never as markup. */

/* an element with a class, and children that are elements or plain text */
export function el(name, kind, ...children) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  add(made, children);
  return made;
}

export function add(parent, ...children) {
  children.flat(Infinity).forEach((child) => {
    if (child === null || child === undefined || child === '' || child === false) return;
    parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
  });
  return parent;
}

export function mark(word, kind) {
  return el('span', 'einhand-mark einhand-' + kind, word);
}

let headings = 0;

/* a part of the page with its heading; nothing without content */
export function section(title, ...content) {
  const filled = content.flat(Infinity).filter(Boolean);
  if (filled.length === 0) return null;
  const heading = el('h4', null, title);
  heading.id = 'einhand-heading-' + (++headings);
  const made = el('section', null, heading, filled);
  made.setAttribute('aria-labelledby', heading.id);
  return made;
}

export function facts(rows) {
  const filled = rows.filter(Boolean)
    .filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false && value.length !== 0);
  if (filled.length === 0) return null;
  return el('dl', null, filled.map(([name, value]) => el('div', null, el('dt', null, name), el('dd', null, value))));
}

export function table(kind, heads, rows) {
  return el('table', kind,
    el('thead', null, el('tr', null, heads.map((head) => {
      const cell = el(head ? 'th' : 'td', null, head);
      if (head) cell.scope = 'col';
      return cell;
    }))),
    el('tbody', null, rows.map((row) => el('tr', null, row.map((cell) => el('td', null, cell))))));
}

export function button(words, kind, pressed) {
  const made = el('button', 'einhand-button' + (kind ? ' einhand-button-' + kind : ''), words);
  made.type = 'button';
  if (pressed) made.addEventListener('click', pressed);
  return made;
}

export function link(words, href) {
  const made = el('a', 'einhand-link', words);
  made.href = href;
  return made;
}

/* said aloud where somebody listens instead of looking */
export function told(kind, ...content) {
  const made = el('div', 'einhand-told einhand-told-' + kind, content);
  made.setAttribute('role', kind === 'bad' ? 'alert' : 'status');
  return made;
}

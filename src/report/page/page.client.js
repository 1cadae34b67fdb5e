// The page without this script shows everything, one claim below the other. With it: one claim at a time, filters, copying.
const overview = document.getElementById('overview');
const form = document.getElementById('filters');
const rows = [...document.querySelectorAll('.matrix tr[data-gate]')].map((element) => {
  const address = decodeURIComponent(element.querySelector('a').hash.slice(1));
  const plain = document.getElementById(address)?.querySelector('.plain')?.textContent ?? '';
  return { element, text: `${element.textContent} ${plain}`.toLowerCase() };
});
const titleOfRun = document.title;
let shown = overview;
let scrolled = 0;
let listed = '#overview';

/** Shows what the address names: a claim, everything (`#all`), or the overview, perhaps filtered (`#?verdict=refuted`). */
function show() {
  const address = location.hash.slice(1);
  const everything = address === 'all';
  const target = address && !address.startsWith('?') ? document.getElementById(decoded(address)) : null;
  const article = target?.closest('article.claim') ?? null;
  const from = shown;
  if (from === overview) scrolled = scrollY;
  shown = article ?? overview;
  for (const current of document.querySelectorAll('article.current')) current.classList.remove('current');
  document.documentElement.classList.toggle('one', article !== null);
  document.documentElement.classList.toggle('everything', everything);
  article?.classList.add('current');
  document.title = article ? `${article.querySelector('h1').textContent} · Lemmata` : titleOfRun;
  if (article) {
    article.querySelector('.back').href = listed;
    scrollTo(0, 0);
    article.querySelector('h1').focus({ preventScroll: true });
  } else {
    if (!target) {
      restore(new URLSearchParams(address.startsWith('?') ? address : ''));
      listed = address.startsWith('?') ? location.hash : '#overview';
    }
    if (target && target !== overview) {
      target.scrollIntoView();
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    } else if (from !== overview) {
      scrollTo(0, scrolled);
      link(from)?.focus({ preventScroll: true });
    }
  }
  markScrollable();
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The row of a claim in the matrix, to come back to. */
function link(article) {
  return rows
    .find(({ element }) => decoded(element.querySelector('a').hash.slice(1)) === article.id)
    ?.element.querySelector('a');
}

/** Boxes that scroll can be reached with the keyboard. */
function markScrollable() {
  for (const box of document.querySelectorAll('.scroll')) {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  }
}

/** Sets the filters to what an address says. */
function restore(query) {
  for (const field of form.elements) {
    if (field.type === 'checkbox') field.checked = (query.get(field.name) ?? '').split(',').includes(field.value);
    else if (field.name) field.value = query.get(field.name) ?? '';
  }
  filter();
}

/** The filters as an address; empty where nothing is filtered. */
function query() {
  const chosen = new Map();
  for (const [name, value] of new FormData(form)) if (value) chosen.set(name, [...(chosen.get(name) ?? []), value]);
  return [...chosen].map(([name, values]) => `${name}=${encodeURIComponent(values.join(','))}`).join('&');
}

function filter() {
  const wanted = new FormData(form);
  const words = wanted.get('q').toLowerCase().split(/\s+/).filter(Boolean);
  const oneOf = (name, value) => {
    const values = wanted.getAll(name).filter(Boolean);
    return values.length === 0 || values.includes(value);
  };
  let count = 0;
  for (const { element, text } of rows) {
    const { gate, verdict, kind } = element.dataset;
    const { paper } = element.closest('tbody').dataset;
    const matches =
      oneOf('gate', gate) &&
      oneOf('verdict', verdict) &&
      oneOf('kind', kind) &&
      oneOf('paper', paper) &&
      words.every((word) => text.includes(word));
    element.hidden = !matches;
    if (matches) count += 1;
  }
  for (const body of document.querySelectorAll('.matrix tbody')) {
    body.hidden = !body.querySelector('tr[data-gate]:not([hidden])');
  }
  form.querySelector('output').textContent = `${count} of ${rows.length} claims`;
  document.querySelector('.none').hidden = count > 0;
}

form.hidden = false;
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('input', () => {
  filter();
  const text = query();
  listed = text ? `#?${text}` : '#overview';
  history.replaceState(null, '', listed);
});
for (const button of document.querySelectorAll('.reset')) {
  button.addEventListener('click', () => {
    restore(new URLSearchParams());
    listed = '#overview';
    history.replaceState(null, '', listed);
  });
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
for (const button of document.querySelectorAll('.copy')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const command = button.parentElement.querySelector('code');
    const status = button.parentElement.querySelector('[role=status]');
    if (await copy(command.textContent)) status.textContent = 'Copied';
    else {
      getSelection().selectAllChildren(command);
      status.textContent = 'Selected: copy it with Ctrl+C';
    }
  });
}

// What a filter of the address chose is to be seen, too.
addEventListener('hashchange', () => {
  show();
  if (location.hash.startsWith('#?')) document.getElementById('matrix').scrollIntoView();
});
addEventListener('resize', markScrollable);
history.scrollRestoration = 'manual';
filter();
show();

// The home page: asks every few seconds, and says so when nobody answers.
const every = 3000;
const $ = (id) => document.getElementById(id);
let pages = 1;

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== null) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function cell(content, attributes) {
  const td = element('td', null, attributes);
  td.append(content);
  return td;
}

function closes(auction) {
  if (auction.status === 'paused') return 'paused';
  if (!auction.closesAt) return auction.status === 'open' ? 'on the hammer' : '';
  const left = Math.round((Date.parse(auction.closesAt) - Date.parse(auction.serverTime)) / 1000);
  if (auction.status !== 'open') return new Date(auction.closesAt).toLocaleTimeString();
  return left < 0 ? 'closing' : `in ${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}

function row(auction) {
  const tr = element('tr', null, { 'data-auction': auction.id });
  const picture = auction.lot.image ? element('img', null, { src: auction.lot.image, alt: '', loading: 'lazy' }) : element('span', '', { class: 'plate' });
  const name = element('bdi', auction.lot.name);
  name.append(element('br', null), element('small', auction.id));
  const links = element('td', null);
  links.append(element('a', 'Overlay', { href: `/overlay/auction/${auction.id}` }));
  tr.append(
    cell(picture), cell(name), cell(element('span', auction.status, { class: 'status', 'data-status': auction.status })),
    cell(auction.price === null ? '–' : `${auction.price} ${auction.currency}`, { class: 'number' }),
    cell(element('bdi', auction.leader ? auction.leader.name ?? auction.leader.bidderId : '–')),
    cell(String(auction.bidCount), { class: 'number' }), cell(closes(auction)), links);
  return tr;
}

async function services() {
  const answer = await fetch('/home/services');
  if (answer.status === 401) location.reload(); // the session has run out; the house knows the way back in
  if (!answer.ok) throw new Error();
  $('services').replaceChildren(...(await answer.json()).map((s) => element('li', `${s.name} :${s.port}`, { 'data-ok': s.ok, title: s.ok ? 'ready' : 'not ready' })));
}

async function auctions() {
  const status = $('status').value;
  const rows = [];
  let cursor = '';
  for (let page = 0; page < pages; page++) {
    const answer = await fetch(`/api/auctions?limit=25${status ? `&status=${status}` : ''}${cursor ? `&cursor=${cursor}` : ''}`);
    if (!answer.ok) throw new Error();
    const list = await answer.json();
    rows.push(...list.items.map(row));
    cursor = list.nextCursor;
    if (!cursor) break;
  }
  $('auctions').replaceChildren(...rows);
  $('more').hidden = !cursor;
  $('notice').textContent = rows.length === 0 ? 'No auctions here yet.' : '';
}

async function refresh() {
  try {
    await Promise.all([services(), auctions()]);
  } catch {
    $('notice').textContent = 'The house does not answer; what you see may be old.';
  }
}

$('status').addEventListener('change', () => { pages = 1; refresh(); });
$('more').addEventListener('click', () => { pages++; refresh(); });
(async function loop() {
  await window.sessionReady; // where Clerk keeps the session
  await refresh();
  setTimeout(loop, every);
})();

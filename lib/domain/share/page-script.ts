import { linkCookiePattern } from './link-cookie.ts';

/** Script of published pages: progress, copied addresses, enlarged pictures. Everything reads well without it. */
export const pageScript = `
const steps = [...document.querySelectorAll('.step')];
const entries = new Map([...document.querySelectorAll('.toc a')].map((a) => [a.hash.slice(1), a]));
const store = 'guidewright:' + document.body.dataset.guide;
const kept = () => { try { return JSON.parse(localStorage.getItem(store)) ?? []; } catch { return []; } };
const boxes = steps.map((step) => step.querySelector('input'));
const meter = document.querySelector('progress'), count = document.querySelector('output');
function show() {
  const done = boxes.filter((box) => box.checked);
  meter.value = done.length;
  count.textContent = done.length + ' of ' + boxes.length + ' done';
  boxes.forEach((box, i) => entries.get(steps[i].id)?.parentElement.classList.toggle('done', box.checked));
}
const before = new Set(kept());
boxes.forEach((box) => { box.checked = before.has(box.value); });
show();
document.addEventListener('change', (event) => {
  if (!boxes.includes(event.target)) return;
  show();
  try { localStorage.setItem(store, JSON.stringify(boxes.filter((box) => box.checked).map((box) => box.value))); } catch {}
});

const narrow = matchMedia('(max-width: 68rem)'), contents = document.querySelector('.toc details');
const fold = () => { contents.open = !narrow.matches; };
fold();
narrow.addEventListener('change', fold);
contents.querySelector('summary').addEventListener('click', (event) => { if (!narrow.matches) event.preventDefault(); });
contents.addEventListener('click', (event) => { if (narrow.matches && event.target.closest('a')) contents.open = false; });
const seen = new IntersectionObserver((changes) => {
  for (const { target, isIntersecting } of changes) {
    if (!isIntersecting) continue;
    for (const [id, a] of entries) id === target.id ? a.setAttribute('aria-current', 'step') : a.removeAttribute('aria-current');
  }
}, { rootMargin: '-15% 0px -75% 0px' });
steps.forEach((step) => seen.observe(step));

let token;
try { token = document.cookie.match(/${linkCookiePattern}/)?.[1]; } catch {}
for (const button of document.querySelectorAll('.copy')) {
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    const address = new URL((token ? '/s/' + token : '') + '#' + button.closest('.step').id, location.href).href;
    try { await navigator.clipboard.writeText(address); button.textContent = 'Copied'; }
    catch {
      if (token) return void prompt('Link to this step', address);
      location.hash = button.closest('.step').id; button.textContent = 'Address is in the bar';
    }
    setTimeout(() => { button.textContent = 'Copy link'; }, 2000);
  });
}

const dialog = document.querySelector('dialog'), shots = [...document.querySelectorAll('a.shot')];
let at = 0;
function enlarge(index) {
  at = (index + shots.length) % shots.length;
  const shot = shots[at], picture = dialog.querySelector('img'), small = shot.querySelector('img');
  const [width, height, ...mark] = shot.dataset.view.split(' ').map(Number);
  picture.src = shot.href; picture.alt = small.alt; picture.width = width; picture.height = height;
  const drawing = dialog.querySelector('svg');
  drawing.setAttribute('viewBox', '0 0 ' + width + ' ' + height);
  for (const rect of drawing.children) ['x', 'y', 'width', 'height'].forEach((name, i) => rect.setAttribute(name, mark[i]));
  drawing.style.display = mark[2] > 0 ? '' : 'none';
  dialog.querySelector('p').textContent = shot.closest('.step').querySelector('h2, h3').textContent;
  if (!dialog.open) dialog.showModal();
}
shots.forEach((shot, index) => shot.addEventListener('click', (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  enlarge(index);
}));
dialog?.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (button?.value) enlarge(at + Number(button.value));
  else if (button || event.target === dialog) dialog.close();
});
dialog?.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowRight') enlarge(at + 1);
  if (event.key === 'ArrowLeft') enlarge(at - 1);
});
dialog?.addEventListener('close', () => shots[at].focus({ preventScroll: false }));
`.trim();

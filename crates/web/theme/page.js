// Every page works without this: it only makes the design system's components more comfortable.
import { initAll } from 'NHSUK_ADDRESS';

initAll();

// What is typed into a section of a case or a form of a round is kept on the server while it is typed, so that a closed browser or an
// ended session loses nothing. Without this it is kept when the form is sent.
for (const kept of document.querySelectorAll('[data-keeps]')) {
  const form = kept.closest('form');
  const said = document.createElement('p');
  said.className = 'nhsuk-hint';
  said.setAttribute('role', 'status');
  // Its line is there from the beginning: what is below must not move away from under a finger.
  said.textContent = '\u00a0';
  kept.append(said);
  let due = null;
  const keep = async () => {
    due = null;
    const typed = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
    const body = new URLSearchParams(typed);
    try {
      const answer = await fetch(kept.dataset.keeps, { method: 'POST', body, keepalive: body.toString().length < 60000 });
      said.textContent = answer.ok
        ? 'What you type is kept until you save it.'
        : 'What you type can\u2019t be kept just now. Save it before you leave this page.';
    } catch {
      said.textContent = 'There is no connection just now. Don\u2019t close this page.';
    }
  };
  const now = () => { if (due) { clearTimeout(due); keep(); } };
  kept.addEventListener('input', () => { due ??= setTimeout(keep, 1500); });
  kept.addEventListener('focusout', now);
}

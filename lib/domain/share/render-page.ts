import { titleText } from '../../contracts/compose/title.ts';
import type { StepImage } from '../../contracts/guides/draft.ts';
import { type Guide, noStepsYet } from '../../contracts/guides/guide.ts';
import { inSections } from '../../contracts/guides/section.ts';
import { contentPolicy } from './content-policy.ts';
import { Html, html } from './html.ts';
import { pageAddress } from './page-address.ts';
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';
import { renderStep, renderTitle } from './render-step.ts';

export interface PageInput {
  readonly guide: Guide;
  /** By step. */
  readonly images: ReadonlyMap<string, StepImage>;
  /** What a partial guide lacks, as sentences. */
  readonly missing: readonly string[];
  /** Folder of the page, with a slash at its end, when everyone may read it. */
  readonly publicUrl?: string | undefined;
}

/** A published guide as one static page. It reads, prints and follows its anchors without any script. */
export function renderPage({ guide, images, missing, publicUrl }: PageInput): string {
  const title = titleText(guide.title);
  const place = pageAddress(guide.url);
  const isEmpty = guide.steps.length === 0;
  const count = isEmpty ? 'No steps' : `${guide.steps.length} ${guide.steps.length === 1 ? 'step' : 'steps'}`;
  const summary = guide.description || `${count}${place ? ` on ${place.shown}` : ''}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(pageStyle, pageScript)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${summary}">
<meta name="referrer" content="no-referrer">
${renderReach(guide, title, summary, publicUrl)}
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='9' fill='%23be123c'/%3E%3Cpath d='M9 17l5 5 9-11' fill='none' stroke='white' stroke-width='3.5' stroke-linecap='round' stroke-linejoin='round'/%3E%3C/svg%3E">
<style>${new Html(pageStyle)}</style>
</head>
<body data-guide="${guide.id}">
<a class="skip" href="#steps">Skip to the steps</a>
<div class="frame">
<header>
<h1>${renderTitle(guide.title)}</h1>
${guide.description ? html`<p class="lead">${guide.description}</p>` : undefined}
<ul class="facts">${isEmpty ? undefined : html`<li>${count}</li>`}${place ? html`<li>Starts at <a href="${place.href}" target="_blank" rel="noopener noreferrer nofollow">${place.shown}</a></li>` : undefined}</ul>
${renderMissing(missing)}
</header>
${isEmpty ? undefined : renderContents(guide)}
<main id="steps" tabindex="-1">
${isEmpty ? html`<p class="none">${noStepsYet}</p>` : renderSections(guide, images)}
</main>
<footer>Recorded and published with Guidewright.</footer>
</div>
${guide.steps.some(({ screenshot }) => screenshot?.fullUrl) ? enlargement : undefined}
${isEmpty ? undefined : html`<script>${new Html(pageScript)}</script>`}
</body>
</html>
`.markup;
}

const enlargement = html`<dialog aria-label="Enlarged screenshot"><div class="bar"><p></p><div><button type="button" value="-1" aria-label="Previous screenshot">←</button><button type="button" value="1" aria-label="Next screenshot">→</button><button type="button" aria-label="Close">✕</button></div></div><div class="large"><img src="data:," alt=""><svg aria-hidden="true"><rect rx="6"/><rect rx="6"/></svg></div></dialog>`;

/** Search engines and previews of links are only for what everyone may read. */
function renderReach(guide: Guide, title: string, summary: string, publicUrl: string | undefined): Html {
  if (!publicUrl) return html`<meta name="robots" content="noindex, nofollow">`;
  const cover = guide.steps.find(({ screenshot }) => screenshot)?.screenshot;
  return html`<link rel="canonical" href="${publicUrl}index.html">
<meta property="og:type" content="article">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${summary}">
<meta property="og:url" content="${publicUrl}index.html">
${cover ? html`<meta property="og:image" content="${publicUrl + cover.url}"><meta property="og:image:width" content="${cover.width}"><meta property="og:image:height" content="${cover.height}"><meta name="twitter:card" content="summary_large_image">` : undefined}`;
}

/** One list; of a longer guide one for each part, numbered through. */
function renderSections(guide: Guide, images: PageInput['images']): Html[] {
  const { steps, sections } = guide;
  return inSections(steps, sections).map(({ title, steps: part, from }) => {
    const items = part.map((step, i) => {
      const at = from + i;
      return renderStep(step, at + 1, images.get(step.id), {
        previousUrl: at > 0 ? steps[at - 1]?.url : guide.url,
        inPart: title !== undefined,
      });
    });
    if (title === undefined) return html`<ol class="steps">\n${items}\n</ol>`;
    return html`<section class="part" aria-labelledby="part-${from + 1}">
<h2 id="part-${from + 1}">${title}</h2>
<ol class="steps" start="${from + 1}">
${items}
</ol>
</section>`;
  });
}

function renderContents({ steps, sections }: Guide): Html {
  const parts = new Map((sections ?? []).map(({ firstStep, title }) => [firstStep, title]));
  const entries = steps.map(({ id, title }, i) => {
    const part = parts.get(id);
    const entry = html`<li><a href="#step-${i + 1}"><span>${titleText(title)}</span></a></li>`;
    return part === undefined ? entry : html`<li class="part">${part}</li>${entry}`;
  });
  return html`<nav class="toc" aria-label="Steps"><details open>
<summary><span>Steps</span><output></output></summary>
<progress max="${steps.length}" value="0" aria-label="Steps done"></progress>
<ol>
${entries}
</ol>
</details></nav>`;
}

function renderMissing(missing: readonly string[]): Html | undefined {
  if (missing.length === 0) return undefined;
  return html`<aside class="missing"><p>This guide is not complete</p><ul>${missing.map((sentence) => html`<li>${sentence}</li>`)}</ul></aside>`;
}

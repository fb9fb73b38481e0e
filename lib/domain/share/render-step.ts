import type { Rectangle } from '../../contracts/capture/action.ts';
import { titleParts, titleText } from '../../contracts/compose/title.ts';
import type { StepImage } from '../../contracts/guides/draft.ts';
import type { GuideStep } from '../../contracts/guides/guide.ts';
import { parameterSentence } from '../../contracts/guides/parameter.ts';
import { Html, html } from './html.ts';
import { pageAddress } from './page-address.ts';

interface StepContext {
  /** Where the step before took place: an address is told when it changes. */
  readonly previousUrl: string | undefined;
  /** Whether it stands under the heading of a part of the guide. */
  readonly inPart: boolean;
}

/** One step of the page's list. */
export function renderStep(
  step: GuideStep,
  position: number,
  image: StepImage | undefined,
  { previousUrl, inPart }: StepContext,
): Html {
  const title = renderTitle(step.title);
  const varies = parameterSentence(step.parameters);
  return html`<li class="step" id="step-${position}">
<span class="number" aria-hidden="true">${position}</span>
<div class="body">
${inPart ? html`<h3>${title}</h3>` : html`<h2>${title}</h2>`}
${renderPlace(step.url, previousUrl)}${varies ? html`<p class="varies">${varies}</p>` : undefined}${step.note ? html`<p class="note">${step.note}</p>` : undefined}
${image && step.screenshot ? renderPicture(step, step.screenshot, image, position) : undefined}
<div class="tools"><label><input type="checkbox" value="${step.id}" aria-label="Done with step ${position}" autocomplete="off"> Done</label><button class="copy" type="button" hidden>Copy link</button></div>
</div>
</li>`;
}

export function renderTitle(title: string): Html {
  const parts = titleParts(title);
  return new Html(
    parts
      .map(({ text, strong }) => (strong ? html`<strong>${text}</strong>` : html`${text}`).markup)
      .join(''),
  );
}

function renderPlace(url: string, previousUrl: string | undefined): Html | undefined {
  const address = pageAddress(url);
  if (!address || address.shown === (previousUrl && pageAddress(previousUrl)?.shown)) return undefined;
  return html`<p class="at">On <a href="${address.href}" target="_blank" rel="noopener noreferrer nofollow">${address.shown}</a></p>\n`;
}

/** Without an address of the whole picture (a single file has none) there is nothing to enlarge or to choose from. */
function renderPicture(
  { title }: GuideStep,
  { url, fullUrl, thumbnailUrl }: NonNullable<GuideStep['screenshot']>,
  image: StepImage,
  position: number,
): Html {
  const { reading, thumb, full } = image;
  const priority = position === 1 ? html`fetchpriority="high"` : html`loading="lazy"`;
  const choice =
    fullUrl &&
    html` srcset="${thumbnailUrl} ${thumb.width}w, ${url} ${reading.width}w" sizes="(max-width: 68rem) 94vw, 47rem"`;
  const picture = html`<img src="${url}"${choice} width="${reading.width}" height="${reading.height}" alt="Screenshot of step ${position}: ${titleText(title)}" ${priority} decoding="async">`;
  if (!fullUrl) return html`<figure><div class="shot">${picture}</div></figure>`;
  const mark = targetInFull(image);
  const view = [full.width, full.height, mark.x, mark.y, mark.width, mark.height].join(' ');
  return html`<figure><a class="shot" href="${fullUrl}" data-view="${view}">${picture}</a></figure>`;
}

/** The target in pixels of the whole picture: the reading size is an enlarged or reduced part of it. */
export function targetInFull({ crop, reading, target }: StepImage): Rectangle {
  const factor = crop.width / reading.width;
  return {
    x: Math.round(crop.x + target.x * factor),
    y: Math.round(crop.y + target.y * factor),
    width: Math.round(target.width * factor),
    height: Math.round(target.height * factor),
  };
}

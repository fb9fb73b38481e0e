import { titleParts, titleText } from '../../contracts/compose/title.ts';
import { type Guide, type GuideStep, noStepsYet } from '../../contracts/guides/guide.ts';
import { parameterSentence } from '../../contracts/guides/parameter.ts';
import { inSections } from '../../contracts/guides/section.ts';
import { pageAddress } from './page-address.ts';

/** The guide as CommonMark: one numbered list, in parts where the guide has any, pictures by address, everything a person wrote kept from being markup. */
export function renderMarkdown(guide: Guide): string {
  const start = pageAddress(guide.url);
  const blocks = [
    `# ${markdownText(titleText(guide.title))}`,
    guide.description && markdownText(guide.description),
    start && `Starts at <${start.href}>`,
    guide.steps.length === 0 && noStepsYet,
    ...inSections(guide.steps, guide.sections).flatMap(({ title, steps, from }) => [
      title && `## ${markdownText(title)}`,
      ...steps.map((step, i) => stepBlock(step, from + i + 1)),
    ]),
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

function stepBlock({ title, note, screenshot, parameters }: GuideStep, position: number): string {
  const number = `${position}. `;
  const indent = ' '.repeat(number.length);
  const parts = titleParts(title).map(({ text, strong }) => (strong ? bold(text) : escaped(text)));
  const picture =
    screenshot && `![${markdownText(`Step ${position}: ${titleText(title)}`)}](<${screenshot.url}>)`;
  const varies = markdownText(parameterSentence(parameters));
  const remark = note && `> ${markdownText(note)}`;
  const more = [varies, picture, remark].filter(Boolean).map((block) => `\n\n${indent}${block}`);
  return `${number}${guarded(parts.join(''))}${more.join('')}`;
}

/** CommonMark does not end emphasis after white space, and there is none around nothing. */
function bold(text: string): string {
  const [, before = '', core = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(folded(text)) ?? [];
  return core ? `${before}**${escaped(core)}**${after}` : escaped(text);
}

function markdownText(text: string): string {
  return guarded(escaped(text));
}

/** Beyond CommonMark's own signs: `](` and bare addresses, which some readers take for links on their own terms. */
function escaped(text: string): string {
  return folded(text)
    .replace(/[\\`*_[\]<>&|~!]/g, '\\$&')
    .replaceAll('](', ']\\(')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/@/g, '\\@')
    .replace(/\b(www)\./gi, '$1\\.');
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** At the beginning of a block these would make headings, lists, quotes or code. */
function guarded(text: string): string {
  return text
    .trimStart()
    .replace(/^([#+=-])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

import { eventually } from '../cloud/eventually.ts';

export interface ReadMail {
  readonly subject: string;
  /** As the page shows it, entities resolved. */
  readonly text: string;
  /** Of the link in it. */
  readonly token: string;
}

/** Reads the mailbox page of the local cloud, as a person would. */
export function mailbox(mailUrl: string) {
  const read = async (url: string) => unescapeHtml(await (await fetch(url)).text());
  const list = async (to: string) => {
    const rows = (await read(mailUrl)).match(/<tr><td>.*?<\/tr>/g) ?? [];
    return rows
      .filter((row) => row.includes(`<td>${to}</td>`))
      .map((row) => ({
        url: new URL(/href="([^"]+)"/.exec(row)?.[1] ?? '', mailUrl).href,
        subject: /href="[^"]+">([^<]*)</.exec(row)?.[1] ?? '',
      }));
  };
  return {
    subjects: async (to: string) => (await list(to)).map(({ subject }) => subject),
    /** The latest to `to`, once there are `count`. */
    async latest(to: string, count = 1): Promise<ReadMail> {
      const [mail] = await eventually(
        () => list(to),
        (mails) => mails.length >= count,
      );
      const { url = '', subject = '' } = mail ?? {};
      const text = /<pre>([\s\S]*)<\/pre>/.exec(await read(url))?.[1] ?? '';
      return { subject, text, token: /[?&]token=([\w.-]+)/.exec(text)?.[1] ?? '' };
    },
  };
}

function unescapeHtml(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

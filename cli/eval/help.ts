export const usage = [
  'Usage: npm run eval -- --pii FILE.json [--misses [--show]] [--strictness light|standard|strict] [--region XX] [--ignore-unknown] [--json]',
  '       npm run eval -- --titles FILE.json [--misses [--show]] [--json]',
  '       npm run eval -- --redaction DIR [--show] [--strictness light|standard|strict] [--json]',
].join('\n');

export const help = `  --pii        recall and precision for each type over cases like these:
                 [{"text": "Mail jo@example.org", "spans": [{"type": "email", "start": 5, "end": 19}]},
                  {"text": "Order 4711", "spans": []}]
               Places are characters from 0 (UTF-16 units, as in JavaScript); the end is behind the last one. A case
               may have "label", the name of the field that holds the text, and "region", two letters.
  --titles     how many titles a reader can use, and how many names are the given ones, over recorded actions:
                 {"recordings": [{"name": "Orders", "actions": [
                   {"detail": {"kind": "click"}, "target": {"role": "button", "name": "New order"},
                    "page": {"url": "https://shop.example/", "title": "Orders"},
                    "referenceName": "New order", "referenceTitle": "Click New order"}]}]}
               "detail" and the references are about the target; all other members and what they mean are in
               docs/evaluation.md. \`npx node scripts/third-party-walk.ts FOLDER\` records such a file.
  --redaction  a folder of pictures (PNG, WebP, JPEG) with what is to be covered on them: what is left of it,
               and what was covered that is to stay legible. For order.png, order.json has a list of boxes
               {kind?, text?, box: {x, y, width, height}} in pixels of the picture, or {boxes, legible?, scale?,
               masks?, target?}: boxes that are to stay readable, pixels for one CSS pixel, and what the page itself
               marked and somebody clicked, in CSS pixels. One file may have them all, by the pictures' names.
  --misses     lists what was missed and what was found without need, by its place
  --show       with the texts themselves
  --json       one JSON document on standard output

  Cases, recordings, actions, steps and entries are numbered from 1 wherever the command speaks of them.`;

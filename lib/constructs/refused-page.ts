/** Where the page below stands in the web application's bucket. */
export const refusedPath = 'refused.html';

/**
 * Shown in place of CloudFront's and S3's own XML whenever something may not be read: a guide without the cookies of
 * its link, or one that is no longer there (S3 refuses what it may not list). It needs nothing else to be readable.
 */
export const refusedPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>This page is not open to you</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 2rem; box-sizing: border-box; background: #faf9f7; color: #1d1b19; font: 1.125rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 34rem; text-align: center; }
h1 { font-size: 1.9rem; line-height: 1.2; letter-spacing: -.02em; margin: 0 0 .75rem; }
p { margin: 0 0 .75rem; color: #615b54; }
@media (prefers-color-scheme: dark) { body { background: #151413; color: #f2efec; } p { color: #aaa39b; } }
</style>
</head>
<body><main>
<h1>This page is not open to you</h1>
<p>The link by which you came no longer works, or you followed it more than an hour ago.</p>
<p>Ask whoever shared it with you for a new one, unless following it once more still opens the guide.</p>
</main></body>
</html>
`;

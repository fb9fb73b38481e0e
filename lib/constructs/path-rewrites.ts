/*
 * CloudFront functions (JavaScript runtime 2.0): they run at every edge location on the way in, so they are
 * text here and not a bundle.
 */

/** The web application is one page: every address without a file name in it is that page. */
export const toApplicationPage = `function handler(event) {
  var request = event.request;
  var name = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (!name.includes('.')) request.uri = '/index.html';
  return request;
}
`;

/** A published guide's address may end with its folder. */
export const toFolderPage = `function handler(event) {
  var request = event.request;
  if (request.uri.endsWith('/')) request.uri += 'index.html';
  return request;
}
`;

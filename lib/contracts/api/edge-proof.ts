/** Header by which the edge shows the API that a request came through it; its value is a secret of the two. */
export const edgeProofHeader = 'x-guidewright-edge';

export const apiGrants = {
  'api/refuse-unknown-path': [],
};

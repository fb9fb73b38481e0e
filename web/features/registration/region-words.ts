const places: Readonly<Record<string, string>> = {
  'us-east-1': 'United States (N. Virginia)',
  'us-east-2': 'United States (Ohio)',
  'us-west-2': 'United States (Oregon)',
  'ca-central-1': 'Canada (Montreal)',
  'eu-central-1': 'Europe (Frankfurt)',
  'eu-west-1': 'Europe (Ireland)',
  'eu-west-2': 'United Kingdom (London)',
  'eu-north-1': 'Europe (Stockholm)',
  'ap-south-1': 'India (Mumbai)',
  'ap-northeast-1': 'Japan (Tokyo)',
  'ap-southeast-1': 'Singapore',
  'ap-southeast-2': 'Australia (Sydney)',
};

/** Where a region is; its own name where nothing better is known. */
export function regionWords(region: string): string {
  return places[region] ?? region;
}

import { defineConfig } from 'wxt';
import { neededOfPlans, plansModule } from '../lib/domain/redaction/phone/needed-of-plans.ts';

/** `test` grants every site at install, because no automation can answer Chromium's permission prompt. */
const allSites = ['<all_urls>'];

/** Public key that fixes the extension's id, so that a rebuilt or moved extension finds what it had stored. */
const key =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyfY+c4QhaQvzaawtm37Dn1TuXOlmyPMEp53/3ytNibhdNLKvSydvXt3bi/PaOlXPGlRPP3DtaFiV6eQjaF5xOlzodjQYFP6rdYqW3m6HcFogtsDHqQM9jNnpWwiSQh/i0EjK3q+uBm+Bf8kjgNfVOR/rf9Nn9wlDwGQFqo2STTaVho+9896mZWCJkZv8n3D2e5C284UKuD4WEHjY+0P7QHZsgkDH0T6R0EmPGrkwFoTfJX68MLg3K3bnRab/S4uwDvnDr9vagDXu7v73cXNJeuuoTWabwdb95VpBoUHERctV67d5UR1L6N8OyfKBEJTBXIAv6y6AddQ+XMT6iw33LwIDAQAB';

export default defineConfig({
  imports: false,
  outDir: '.output',
  outDirTemplate: '{{mode}}',
  zip: { artifactTemplate: 'guidewright-{{version}}.zip' },
  vite: () => ({
    plugins: [
      {
        name: 'phone-plans',
        transform: (code, id) => (plansModule.test(id) ? neededOfPlans(code) : undefined),
      },
    ],
    esbuild: { jsx: 'automatic', jsxDev: false },
    build: {
      target: 'chrome124',
      // zod places its annotations where Rollup cannot use them, and says so at every build.
      rollupOptions: {
        onLog: (level, log, report) => (log.code === 'INVALID_ANNOTATION' ? undefined : report(level, log)),
      },
    },
    // The test build differs in its permissions alone.
    define: { 'process.env.NODE_ENV': '"production"' },
  }),
  manifest: ({ mode }) => ({
    name: 'Guidewright',
    description: 'Records how work is done in the browser and turns it into a step-by-step guide.',
    version: '0.1.0',
    key,
    minimum_chrome_version: '124',
    // webNavigation tells why a page changed; scripting puts the recorder into pages only while recording;
    // alarms wake the worker to send what could not be sent; unlimitedStorage holds days offline; storage has memory
    // that outlives a stopped worker.
    permissions: ['alarms', 'scripting', 'sidePanel', 'storage', 'tabs', 'unlimitedStorage', 'webNavigation'],
    // A procedure crosses sites, and activeTab ends at the first other one (ADR 0201).
    ...(mode === 'test' ? { host_permissions: allSites } : { optional_host_permissions: allSites }),
    action: { default_title: 'Guidewright' },
    side_panel: { default_path: 'sidepanel.html' },
    icons: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 128: 'icon/128.png' },
    commands: {
      start: { suggested_key: { default: 'Alt+Shift+R' }, description: 'Start a recording' },
      pause: { suggested_key: { default: 'Alt+Shift+P' }, description: 'Pause or resume the recording' },
      finish: { suggested_key: { default: 'Alt+Shift+F' }, description: 'Finish the recording' },
    },
  }),
});

import { defineConfig } from 'wxt';

/** `test` grants every site at install, because no automation can answer Chromium's permission prompt. */
const allSites = ['<all_urls>'];

export default defineConfig({
  imports: false,
  outDir: '.output',
  outDirTemplate: '{{mode}}',
  zip: { artifactTemplate: 'guidewright-{{version}}.zip' },
  vite: () => ({
    esbuild: { jsx: 'automatic' },
    build: { target: 'chrome124' },
    // The test build differs in its permissions alone.
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  }),
  manifest: ({ mode }) => ({
    name: 'Guidewright',
    description: 'Records how work is done in the browser and turns it into a step-by-step guide.',
    version: '0.1.0',
    minimum_chrome_version: '124',
    // webNavigation tells why a page changed; scripting puts the recorder into pages only while recording;
    // alarms wake the worker to send what could not be sent; unlimitedStorage holds days offline.
    permissions: ['alarms', 'scripting', 'sidePanel', 'tabs', 'unlimitedStorage', 'webNavigation'],
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

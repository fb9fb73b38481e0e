import { join } from 'node:path';
import { type Application, applications } from '../applications.ts';

/** An application with the page where a walk through it begins. */
export interface WalkedApplication {
  readonly application: Application;
  readonly start: string;
}

/** A package that holds whole pages. */
const pagesOf = (versioned: string, start: string, folder = ''): WalkedApplication => {
  const name = versioned.slice(0, versioned.lastIndexOf('@'));
  return {
    application: {
      packages: [versioned],
      mounts: (installed) => [['/', join(installed, 'node_modules', name, folder)]],
    },
    start,
  };
};

/** A library on a page of ours that does no more than start it. */
const onPage = (versioned: string, folder: string, page: string): WalkedApplication => {
  const name = versioned.slice(0, versioned.lastIndexOf('@'));
  return {
    application: {
      packages: [versioned],
      mounts: (installed) => [
        ['/lib/', join(installed, 'node_modules', name, folder)],
        ['/', join(import.meta.dirname, '../pages', page)],
      ],
    },
    start: '/',
  };
};

/** A library of parts for Vue, which comes beside it. */
const onVuePage = (versioned: string, page: string): WalkedApplication => {
  const name = versioned.slice(0, versioned.lastIndexOf('@'));
  return {
    application: {
      packages: [versioned, 'vue@3.5.45'],
      mounts: (installed) => [
        [`/${name}/`, join(installed, 'node_modules', name)],
        ['/vue/', join(installed, 'node_modules/vue')],
        ['/', join(import.meta.dirname, '../pages', page)],
      ],
    },
    start: '/',
  };
};

const withJquery = (versioned: string, folder: string, page: string): WalkedApplication => {
  const { application, start } = onPage(versioned, folder, page);
  return {
    application: {
      packages: [...application.packages, 'jquery@3.7.1'],
      mounts: async (installed) => [
        ['/jquery/', join(installed, 'node_modules/jquery/dist')],
        ...(await application.mounts(installed)),
      ],
    },
    start,
  };
};

/** The pages that our own tests use. */
const ownPage = (name: string): WalkedApplication => ({
  application: {
    packages: [],
    mounts: () => [['/', join(import.meta.dirname, '../../../test/browser/pages')]],
  },
  start: `/${name}.html`,
});

const known = (name: string, start = '/'): WalkedApplication => {
  const application = applications[name];
  if (!application) throw new Error(`There is no application ${name}`);
  return { application, start };
};

const toDo = (framework: string): WalkedApplication => pagesOf('todomvc@0.1.1', '/', `examples/${framework}`);

/** By the name that figures are told under. */
export const walkedApplications: Readonly<Record<string, WalkedApplication>> = {
  'admin-lte': known('admin-forms', '/pages/forms/general.html'),
  'sb-admin-2': known('sign-in-dashboard', '/index.html'),
  'swagger-ui': known('api-console'),
  'todomvc-vue': known('to-do'),
  tabulator: known('data-table'),
  tinymce: known('rich-editor'),
  jspreadsheet: known('spreadsheet'),
  tiddlywiki: known('wiki'),
  shoelace: known('web-components'),
  gentelella: pagesOf('gentelella@4.2.0', '/production/index.html', 'dist'),
  'material-dashboard': pagesOf('material-dashboard@3.1.0', '/pages/dashboard.html'),
  'jquery-ui': pagesOf('jquery-ui-dist@1.13.3', '/index.html'),
  'sb-admin': pagesOf('startbootstrap-sb-admin@7.0.7', '/index.html', 'dist'),
  'paper-dashboard': pagesOf('paper-dashboard@1.1.0', '/dashboard.html'),
  jsoneditor: pagesOf('jsoneditor@10.4.3', '/examples/03_switch_mode.html'),
  'todomvc-backbone': toDo('backbone'),
  tabler: pagesOf('@tabler/preview@1.2.0', '/index.html', 'dist'),
  'black-dashboard': pagesOf('black-dashboard@1.0.0', '/examples/dashboard.html'),
  'soft-ui-dashboard': pagesOf('soft-ui-dashboard@1.0.1', '/pages/dashboard.html'),
  'now-ui-dashboard': pagesOf('now-ui-dashboard@1.0.1', '/examples/dashboard.html'),
  fullcalendar: onPage('fullcalendar@6.1.15', '', 'calendar'),
  quill: onPage('quill@2.0.3', 'dist', 'note'),
  leaflet: onPage('leaflet@1.9.4', 'dist', 'map'),
  'element-plus': onVuePage('element-plus@2.14.8', 'order-form'),
  grapesjs: onPage('grapesjs@0.23.6', 'dist', 'page-builder'),
  handsontable: onPage('handsontable@18.1.1', '', 'grid'),
  redoc: {
    application: {
      packages: ['redoc@2.5.0'],
      mounts: (installed) => [
        ['/lib/', join(installed, 'node_modules/redoc/bundles')],
        ['/', join(import.meta.dirname, '../pages/reference-docs')],
        ['/', join(import.meta.dirname, '../pages/api-console')],
      ],
    },
    start: '/',
  },
  'ag-grid': onPage('ag-grid-community@36.2.0', 'dist', 'stock-grid'),
  gridjs: onPage('gridjs@6.2.0', 'dist', 'lendings'),
  'video.js': onPage('video.js@8.23.4', 'dist', 'film'),
  jstree: withJquery('jstree@3.3.17', 'dist', 'archive-tree'),
  'naive-ui': onVuePage('naive-ui@2.43.1', 'booking'),
  easymde: onPage('easymde@2.20.0', 'dist', 'recipe'),
  'vanilla-jsoneditor': onPage('vanilla-jsoneditor@3.11.0', '', 'settings-file'),
  jodit: onPage('jodit@4.15.13', 'es2021', 'letter'),
  jkanban: pagesOf('jkanban@1.3.1', '/example/index.html'),
  w2ui: onPage('w2ui@2.0.0', '', 'people'),
  rapidoc: {
    application: {
      packages: ['rapidoc@9.3.8'],
      mounts: (installed) => [
        ['/lib/', join(installed, 'node_modules/rapidoc/dist')],
        ['/', join(import.meta.dirname, '../pages/try-out')],
        ['/', join(import.meta.dirname, '../pages/api-console')],
      ],
    },
    start: '/',
  },
  'frappe-gantt': onPage('frappe-gantt@1.2.2', 'dist', 'building-plan'),
  vuetify: onVuePage('vuetify@3.10.5', 'claim'),
  'bootstrap-table': {
    application: {
      packages: ['bootstrap-table@1.24.1', 'bootstrap@5.3.8', 'jquery@3.7.1'],
      mounts: (installed) => [
        ['/lib/', join(installed, 'node_modules/bootstrap-table/dist')],
        ['/bootstrap/', join(installed, 'node_modules/bootstrap/dist')],
        ['/jquery/', join(installed, 'node_modules/jquery/dist')],
        ['/', join(import.meta.dirname, '../pages/parcels')],
      ],
    },
    start: '/',
  },
  summernote: withJquery('summernote@0.9.1', 'dist', 'notice'),
  quasar: onVuePage('quasar@2.34.0', 'staff-form'),
  svgedit: pagesOf('svgedit@7.4.1', '/index.html', 'dist/editor'),
  altair: pagesOf('altair-static@8.5.9', '/index.html', 'build/dist'),
  'swagger-editor': pagesOf('swagger-editor-dist@4.14.8', '/index.html'),
  ckeditor4: pagesOf('ckeditor4@4.22.1', '/samples/index.html'),
  ztree: pagesOf('@ztree/ztree_v3@3.5.48', '/demo/en/index.html'),
  luckysheet: pagesOf('luckysheet@2.1.13', '/index.html', 'dist'),
  uikit: pagesOf('uikit@3.25.29', '/tests/index.html'),
  'medium-editor': pagesOf('medium-editor@5.23.3', '/demo/index.html'),
  vis: pagesOf('vis@4.21.0', '/examples/network/other/configuration.html'),
  dijit: {
    application: {
      packages: ['dijit@1.17.3', 'dojo@1.17.3'],
      mounts: (installed) => [['/', join(installed, 'node_modules')]],
    },
    start: '/dijit/themes/themeTester.html',
  },
  'material-kit': pagesOf('material-kit@2.0.4', '/index.html'),
  'shop-homepage': pagesOf('startbootstrap-shop-homepage@5.0.6', '/index.html', 'dist'),
  agency: pagesOf('startbootstrap-agency@7.0.12', '/index.html', 'dist'),
};

/** Ours, by their file: what is recorded in them may be kept. */
export const ownPages: Readonly<Record<string, WalkedApplication>> = Object.fromEntries(
  ['names', 'fields', 'widgets', 'menu', 'dialog', 'shadow'].map((name) => [name, ownPage(name)]),
);

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
  'element-plus': {
    application: {
      packages: ['element-plus@2.14.8', 'vue@3.5.45'],
      mounts: (installed) => [
        ['/element-plus/', join(installed, 'node_modules/element-plus')],
        ['/vue/', join(installed, 'node_modules/vue')],
        ['/', join(import.meta.dirname, '../pages/order-form')],
      ],
    },
    start: '/',
  },
  grapesjs: onPage('grapesjs@0.23.6', 'dist', 'page-builder'),
  handsontable: onPage('handsontable@18.1.1', '', 'grid'),
};

/** Ours, by their file: what is recorded in them may be kept. */
export const ownPages: Readonly<Record<string, WalkedApplication>> = Object.fromEntries(
  ['names', 'fields', 'widgets', 'menu', 'dialog', 'shadow'].map((name) => [name, ownPage(name)]),
);

/// <reference types="chrome" />
import { defineBackground } from 'wxt/utils/define-background';
import type { FrameMessage, PanelMessage } from '../messages.ts';
import { answerFrame, singlesOf } from '../worker/frame-messages.ts';
import { isPage } from '../worker/page-address.ts';
import { enterPages } from '../worker/page-scripts.ts';
import { answerPanel } from '../worker/panel-messages.ts';
import { watchTabs } from '../worker/tab-events.ts';
import { startWorker } from '../worker/worker.ts';

/** The service worker. Chromium starts it for an event, so every listener is set before anything is awaited. */
export default defineBackground(() => {
  const starting = startWorker();
  const lastActions = new Map<number, number>();

  chrome.runtime.onMessage.addListener((message: FrameMessage | PanelMessage, sender, answer) => {
    if (sender.id !== chrome.runtime.id) return undefined;
    if (isPanelMessage(message)) {
      // Pages' frames may say what they saw, but not give commands.
      if (isPage(sender.url)) return undefined;
      void starting.then((worker) => answerPanel(worker, message)).then(answer);
      return true;
    }
    const isAction = singlesOf(message).some(({ type }) => type === 'moment' || type === 'action');
    if (isAction && sender.tab?.id !== undefined) lastActions.set(sender.tab.id, Date.now());
    void starting
      .then((worker) => answerFrame(worker, message, sender))
      .then(answer, () => answer(undefined));
    return true;
  });
  chrome.runtime.onConnect.addListener((port) => {
    if (port.name === 'panel') void starting.then(({ status }) => status.attach(port));
  });

  watchTabs({
    intake: { note: (...of) => starting.then(({ intake }) => intake.note(...of)) },
    isRecording: () => starting.then(({ current }) => current()?.phase === 'recording'),
    lastActionAt: (tabId) => lastActions.get(tabId) ?? 0,
    picture: async (tabId) => {
      const { pictures, current } = await starting;
      const recording = current();
      return recording ? pictures.ofNow(recording, tabId) : {};
    },
    onGone: (tabId) => void starting.then(({ camera }) => camera.forget(tabId)),
  });

  // Whether the page in front may be recorded is told by the panel.
  const lookInFront = () => void starting.then(({ status }) => status.changed());
  chrome.tabs.onActivated.addListener(lookInFront);
  chrome.windows.onFocusChanged.addListener(lookInFront);
  chrome.tabs.onUpdated.addListener((_tabId, { url }) => url && lookInFront());

  chrome.commands.onCommand.addListener((command) => {
    void starting.then(async (worker) => {
      const phase = worker.current()?.phase;
      if (command === 'start')
        await answerPanel(worker, { type: 'panel/start', options: { keepTyped: false } });
      if (command === 'pause')
        await answerPanel(worker, { type: phase === 'paused' ? 'panel/resume' : 'panel/pause' });
      if (command === 'finish') await answerPanel(worker, { type: 'panel/finish' });
    });
  });

  // What is unsent is tried again even when nobody touches the browser.
  void chrome.alarms.create('send', { periodInMinutes: 0.5 });
  // The company may change its policy while somebody records; otherwise the next recording asks for it.
  void chrome.alarms.create('policy', { periodInMinutes: 0.5 });
  chrome.alarms.onAlarm.addListener(({ name }) => {
    void starting.then(({ sender, policy, current }) => {
      if (name === 'send') sender.nudge();
      else if (current()?.phase === 'recording') void policy.refresh();
    });
  });
  addEventListener('online', () => void starting.then(({ sender }) => sender.retry()));
  const resume = () =>
    void starting.then(async ({ current }) => {
      const phase = current()?.phase;
      if (phase === 'recording' || phase === 'paused') await enterPages();
    });
  chrome.runtime.onStartup.addListener(resume);
  chrome.runtime.onInstalled.addListener(resume);
  void chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
});

const isPanelMessage = (message: FrameMessage | PanelMessage): message is PanelMessage =>
  message.type.startsWith('panel/');

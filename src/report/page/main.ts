import { Exact } from '../../formula/index.ts';
import type { PageControl, PageData } from '../formats/html/page-data.ts';
import { pictureTable } from '../formats/html/picture-table.ts';
import { formatCents, formatQuantity, formatShare } from '../numbers/format-number.ts';
import { drawInPage } from '../pictures/draw.ts';
import type { Picture } from '../pictures/picture.ts';
import { unpacked } from '../formats/html/packed-data.ts';
import { Engine, type ComputedWorkload } from './compute.ts';
import { scenarioText } from '../formats/html/scenario-text.ts';
import { placeOf, readFragment, readValue, steps, valueAt, writeFragment } from './state.ts';

/** The program of the page: its fields and sliders compute with the formulas that the command computed with. */
function start(): void {
  const data = unpacked(document.getElementById('data')?.textContent ?? '');
  const place = document.getElementById('try');
  if (place === null) return;
  const engine = new Engine(data);
  let changes = new Map(readFragment(location.hash, data.controls));
  const controls = data.controls.map((control, index) => controlOf(control, index, data));
  const answer = created('div', { 'aria-live': 'polite', id: 'now' });
  const charts = created('div', { id: 'now-charts' });
  const command = created('pre', {
    tabindex: '0',
    'aria-label': 'The same on the command line',
    id: 'command',
  });
  const download = created('button', { type: 'button', id: 'download' }, 'Download this scenario');
  const reset = created('button', { type: 'button', id: 'reset' }, 'Back to the scenario');

  let moved: string | null = null;
  let isWaiting = false;
  let latest: readonly ComputedWorkload[] = [];

  /** Figures follow at once; charts are drawn once a frame, however fast a slider moves. */
  const drawSoon = (): void => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      draw(
        charts,
        latest.flatMap((workload, index) => picturesOf(workload, index)),
      );
    });
  };
  const show = (): void => {
    const computed = engine.compute(changes, moved);
    latest = computed;
    answer.replaceChildren(...computed.map((workload) => answerOf(workload, data, engine)));
    drawSoon();
    command.textContent = commandOf(data.controls, changes);
    for (const { control, range, field } of controls) {
      const value = changes.get(control.address) ?? new Exact(control.value);
      range.value = String(placeOf(value, control));
      range.setAttribute('aria-valuetext', `${formatQuantity(value)} ${control.unit}`);
      if (document.activeElement !== field) field.value = shown(value);
      field.removeAttribute('aria-invalid');
    }
  };
  const picturesOf = (workload: ComputedWorkload, index: number): readonly Picture[] => {
    const address = data.workloads[index]?.volume ?? '';
    const stated = data.formulas.nodes.find((node) => node.op === 'input' && node.address === address);
    const present = changes.get(address)?.toNumber() ?? (stated?.op === 'input' ? Number(stated.value) : 0);
    const lines = engine.volumePicture(workload, index, changes, present);
    return [engine.costPicture(workload), ...(lines === null ? [] : [lines])];
  };
  const change = (control: PageControl, value: Exact): void => {
    if (value.eq(control.value)) changes.delete(control.address);
    else changes.set(control.address, value);
    moved = control.address;
    history.replaceState(null, '', `#${writeFragment(changes)}`);
    show();
  };
  for (const { control, range, field } of controls) {
    range.addEventListener('input', () => change(control, valueAt(Number(range.value), control)));
    field.addEventListener('input', () => {
      const value = readValue(field.value, control);
      if (value === undefined) field.setAttribute('aria-invalid', 'true');
      else change(control, value);
    });
    field.addEventListener('blur', show);
  }
  reset.addEventListener('click', () => {
    changes = new Map();
    history.replaceState(null, '', location.pathname + location.search);
    show();
  });
  download.addEventListener('click', () =>
    save(scenarioText(data.scenario, settingsOf(data.controls, changes))),
  );
  addEventListener('hashchange', () => {
    changes = new Map(readFragment(location.hash, data.controls));
    show();
  });
  addEventListener('resize', show);
  const fields = created('div', { class: 'controls' });
  fields.append(...controls.map(({ element }) => element));
  const same = created('details', {});
  same.append(created('summary', {}, 'The same on the command line'), command);
  place.append(
    created('p', { class: 'remark' }, 'Figures here follow the fields, to the cent as the command computes them. The report below stays as it was made.'),
    fields, reset, download, answer, same, charts,
  ); // prettier-ignore
  place.hidden = false;
  // What follows the fields takes the place of what was drawn from the scenario.
  for (const each of document.querySelectorAll<HTMLElement>('figure[data-picture=stack]')) each.hidden = true;
  show();
}

interface Control {
  readonly control: PageControl;
  readonly element: HTMLElement;
  readonly range: HTMLInputElement;
  readonly field: HTMLInputElement;
}

/** Whose input it is: the workload, where there are several, or the price, the offer, the cluster or the team. */
function subjectOf({ address, workload }: PageControl, workloads: number): string {
  if (address.startsWith('workloads.')) return workloads > 1 ? workload : '';
  return /^[^.]+\.(.+)\.[^.]+$/u.exec(address)?.[1] ?? '';
}

function controlOf(control: PageControl, index: number, { workloads }: PageData): Control {
  const element = created('div', { class: 'control' });
  const subject = subjectOf(control, workloads.length);
  const name = subject === '' ? control.label : `${control.label}, ${subject}`;
  const range = created('input', {
    type: 'range',
    min: '0',
    max: String(steps),
    step: '1',
    'aria-label': name,
    'data-address': control.address,
  });
  const field = created('input', {
    type: 'text',
    inputmode: 'decimal',
    id: `field-${index}`,
    'data-address': control.address,
    autocomplete: 'off',
  });
  const label = created('label', { for: `field-${index}` }, name);
  const unit = created('span', { class: 'unit' }, control.unit);
  const row = created('div', { class: 'row' });
  row.append(range, field);
  element.append(label, row, unit);
  return { control, element, range, field };
}

function answerOf(workload: ComputedWorkload, { currency }: PageData, engine: Engine): HTMLElement {
  const { best, margin, next, options, id } = workload;
  const section = created('div', { class: 'answer' });
  const close = margin !== null && engine.isClose(margin);
  const verdict =
    best === null
      ? `${id}: no option may be chosen`
      : `${id}: ${best.id} (${best.kind}) at ${formatCents(best.monthly)} ${currency}/month` +
        (next === null || margin === null
          ? ''
          : close
            ? `, too close to ${next.id} to call`
            : `, ${formatShare(margin)} less than ${next.id}`);
  section.append(created('p', { class: best === null || close ? 'warning' : 'good' }, verdict));
  const table = created('table', {});
  const head = created('tr', {});
  for (const title of ['Option', 'Kind', `Cost, ${currency}/month`, `Cost, ${currency}/Mtok`, 'Standing'])
    head.append(created('th', { scope: 'col', class: title.startsWith('Cost') ? 'r' : 'plain' }, title));
  const body = created('tbody', {});
  for (const option of options) {
    const row = created('tr', {
      class: option === best ? 'chosen' : option.feasible ? 'plain' : 'muted',
      'data-workload': id,
      'data-option': option.id,
    });
    row.append(
      created('th', { scope: 'row' }, option.id),
      created('td', { class: 'l' }, option.kind),
      created(
        'td',
        { 'data-monthly': option.monthly.toFixed(2) },
        option.monthly.isFinite() ? formatCents(option.monthly) : 'not defined',
      ),
      created('td', {}, option.perMtok.isFinite() ? formatQuantity(option.perMtok) : 'not defined'),
      created(
        'td',
        { class: 'l' },
        option === best ? 'cheapest' : option.feasible ? '' : 'may not be chosen',
      ),
    );
    body.append(row);
  }
  const top = created('thead', {});
  top.append(head);
  table.append(top, body);
  const scroll = created('div', {
    class: 'scroll',
    role: 'group',
    tabindex: '0',
    'aria-label': `Options of ${id}`,
  });
  scroll.append(table);
  section.append(scroll);
  return section;
}

/** As wide as the page has room. What is drawn has only texts that were escaped. */
function draw(place: HTMLElement, pictures: readonly Picture[]): void {
  const open = [...place.querySelectorAll('details')].map((each) => each.open);
  const width = Math.max(280, Math.min(900, (place.parentElement?.clientWidth ?? 700) - 34));
  place.innerHTML = pictures
    .map((picture) => `<figure>${drawInPage(picture, width)}${pictureTable(picture)}</figure>`)
    .join('');
  for (const [index, each] of place.querySelectorAll('details').entries()) each.open = open[index] ?? false;
}

function commandOf(controls: readonly PageControl[], changes: ReadonlyMap<string, Exact>): string {
  const set = [...settingsOf(controls, changes)].map(([address, value]) => `--set '${address}=${value}'`);
  return ['crossover run SCENARIO', ...set].join(' \\\n  ');
}

/** The moved inputs with their units, as `set` of a scenario has them. */
function settingsOf(
  controls: readonly PageControl[],
  changes: ReadonlyMap<string, Exact>,
): ReadonlyMap<string, string> {
  return new Map(
    controls.flatMap(({ address, unit }) => {
      const value = changes.get(address);
      return value === undefined ? [] : [[address, `${value.toFixed()} ${unit}`.trim()] as const];
    }),
  );
}

let saved = '';

/** A file for the reader to keep; nothing leaves the page. */
function save(text: string): void {
  // The browser may still read the last one, but none before that.
  URL.revokeObjectURL(saved);
  saved = URL.createObjectURL(new Blob([text], { type: 'text/yaml' }));
  created('a', { href: saved, download: 'scenario.yaml' }).click();
}

function shown(value: Exact): string {
  return value.toFixed();
}

function created<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  text = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== '') made.textContent = text;
  return made;
}

start();

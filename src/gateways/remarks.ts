import type { Exact } from '../formula/index.ts';
import type { WorkloadModel } from '../model/index.ts';
import type { Option } from '../scenario/index.ts';
import { channelOf } from './channels.ts';
import type { Remark, Route } from './types.ts';

/** Vendors that call models otherwise than price lists do. */
export function namesToReplace(routes: readonly Route[]): readonly Remark[] {
  const channels = new Set(
    routes.flatMap(({ targets }) =>
      targets.flatMap(({ endpoint }) => (endpoint.kind === 'api' ? [endpoint.channel] : [])),
    ),
  );
  return [...channels].flatMap((channel) => {
    const { naming } = channelOf(channel);
    return naming === undefined
      ? []
      : [{ workload: null, text: `models of ${channel} need ${naming} in place of the price list's name` }];
  });
}

/** What no gateway does of an option's requests: a sentence each. */
export function leftToTheApplication({ workload, demand }: WorkloadModel, option: Option): readonly string[] {
  const texts: string[] = [];
  if (option.kind === 'buy' && option.batch.value.gt(0))
    texts.push(
      `${percent(option.batch.value)} of the requests run as batch, which the application sends to the vendor's batch API itself`,
    );
  if (option.kind === 'buy' && option.spillover)
    texts.push(
      'what has no room in the provisioned units is bought on demand, which the vendor does where spillover is switched on',
    );
  if (option.kind === 'buy' && option.service !== null)
    texts.push(`requests have to name the service tier ${option.service}`);
  if (workload.overheads.abTesting.share.value.gt(0))
    texts.push(
      `${percent(workload.overheads.abTesting.share.value)} of the requests also go to a challenger (A/B), which is not set up here`,
    );
  if (workload.steps.size > 0)
    texts.push(`its other steps (${[...workload.steps.keys()].join(', ')}) are not routed here`);
  if (demand.requests === null)
    texts.push('the volume is stated in tokens, so there is no limit on requests');
  return texts;
}

function percent(share: Exact): string {
  return `${share.times(100).toSignificantDigits(4).toString()} %`;
}

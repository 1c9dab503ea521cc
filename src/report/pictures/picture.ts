/** A chart as data, before it is drawn: what it says, and the figures that it says it with. */
export type Picture = LinePicture | StackPicture | RangePicture | MapPicture;

interface Titled {
  /** The finding, as a sentence. */
  readonly title: string;
  /** What is drawn, and in which unit. */
  readonly subtitle: string;
}

/** What each option costs along one input. */
export interface LinePicture extends Titled {
  readonly picture: 'lines';
  readonly scale: 'linear' | 'logarithmic';
  readonly xUnit: string;
  readonly x: readonly number[];
  readonly lines: readonly { readonly label: string; readonly y: readonly (number | null)[] }[];
  /** Places on the x axis that matter: where lines cross, and where the scenario stands. */
  readonly marks: readonly { readonly at: number; readonly label: string }[];
}

/** What each option's cost is made of. */
export interface StackPicture extends Titled {
  readonly picture: 'stack';
  readonly bars: readonly {
    readonly label: string;
    readonly isChosen: boolean;
    readonly parts: readonly { readonly label: string; readonly value: number }[];
  }[];
}

/** From where to where something lies, for each of several: inputs of a tornado, options of a simulation. */
export interface RangePicture extends Titled {
  readonly picture: 'ranges';
  /** Where a line goes through all of them; null for none. */
  readonly base: number | null;
  readonly ranges: readonly {
    readonly label: string;
    readonly from: number;
    readonly to: number;
    /** A point within; null for none. */
    readonly middle: number | null;
    /** What the ends are, such as the input's own values. */
    readonly fromLabel: string;
    readonly toLabel: string;
  }[];
}

/** Which option is the cheapest, over two inputs. */
export interface MapPicture extends Titled {
  readonly picture: 'map';
  readonly names: readonly string[];
  readonly xTitle: string;
  readonly yTitle: string;
  readonly xLabels: readonly string[];
  readonly yLabels: readonly string[];
  /** By row from below, then by column: the place of the name, or -1 where there is none. */
  readonly cells: readonly (readonly number[])[];
}

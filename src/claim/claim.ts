import type { Dataset } from '../data/dataset.ts';
import type { ImageSplit } from '../data/images/image-data.ts';
import type { ImageJob } from '../engines/images/job.ts';
import type { Job } from '../engines/job.ts';
import type { Trajectory } from '../engines/trajectory.ts';
import type { Guarantee, Rule } from '../statistics/rule.ts';
import type { Figure } from './figure.ts';

export const profiles = ['quick', 'full'] as const;
export type Profile = (typeof profiles)[number];

/** Citation, setting and notation of one paper; default export of `claims/<slug>/paper.ts`. */
export interface Paper {
  readonly slug: string;
  readonly title: string;
  readonly authors: string;
  readonly venue: string;
  readonly url: string;
  /** Headings under which its claims are listed, in the order of the paper. */
  readonly sections: readonly string[];
}

/** A fixed number of trials, or batches that are added until an anytime-valid rule is sure or `max` is spent. */
export type Trials = number | { readonly batch: number; readonly max: number };

/** The finite size at which a claim runs. */
export interface Sized<R> {
  readonly trials: Trials;
  readonly regime: R;
  /**
   * Set when this profile is known to be too small to decide, with the profile or the number of trials that is not; an
   * undecided verdict then passes the gate.
   */
  readonly tooSmall?: { readonly decidedBy: Profile | number; readonly reason: string };
}

/** The same rule and measurement on a regime that is broken on purpose. */
export interface Control<R> {
  readonly name: string;
  /** What is broken, in words. */
  readonly breaks: string;
  /** Laid over the regime of the profile. */
  readonly regime: Partial<R>;
  /** A negative control (default) must be refuted; a positive one must be supported. */
  readonly expected?: 'refuted' | 'supported';
  /** Trials for this control where fewer (or more) than the claim's suffice. */
  readonly trials?: Trials;
}

/** Two numbers of the regime over a grid; each axis is `key:from:to:count`, then nothing, `:log` or `:log1m`. */
export interface MapPlan {
  readonly x: string;
  readonly y: string;
  /** Trials per point, where not those of the profile. */
  readonly trials?: Trials;
}

/** What the suite holds to be true of the statement as printed. */
export type Expectation =
  | { readonly verdict: 'holds' }
  | { readonly verdict: 'fails as printed'; readonly reason: string; readonly corrected: string };

/** What a measurement may use. Nothing else is random, slow or shared. */
export interface Lab {
  /** Seed of a named purpose in a trial; the same in the claim and in its controls, so that they are paired. */
  seed(purpose: string, trial: number): string;
  /** Trains (or fetches) one trajectory per trial. @throws NotMeasured when training diverges or the engine fails. */
  train(job: Job, trials: readonly number[]): Promise<Trajectory[]>;
  /**
   * What `look` makes of the run of each trial of each job, [trial][job]; it is given the index of the job. The trials of a
   * job train together, as many as record at most half a gibibyte, and a run is let go once it was looked at.
   * @throws what `train` throws.
   */
  each<T>(
    jobs: readonly Job[],
    trials: readonly number[],
    look: (run: Trajectory, data: Dataset, job: number) => T,
  ): Promise<T[][]>;
  /**
   * Trains (or fetches) image classifiers, [job][trial]; what they record is said at `trainImages` in src/engines/images.
   * @throws NoData when the user's files are not here; NotMeasured when the backend fails.
   */
  trainImages(jobs: readonly ImageJob[], trials: readonly number[]): Promise<Trajectory[][]>;
  /** The pictures of one trial of an image job, pixels as drawn. @throws NoData when the user's files are not here. */
  images(job: Pick<ImageJob, 'name' | 'data'>, trial: number): ImageSplit;
  /** The training set that a job of that name would draw, for claims that need it before they train. */
  data(job: Pick<Job, 'name' | 'data'>, trial: number): Dataset;
  readonly signal: AbortSignal;
}

/**
 * One checkable statement of a paper.
 * `R` is the regime (plain JSON data), `O` what one trial observes.
 */
export interface ClaimDefinition<R extends object, O> {
  /** Kebab-case, unique within the paper; the file is `<id>.claim.ts`. */
  readonly id: string;
  /** Slug of the paper, the folder under `claims/`. */
  readonly paper: string;
  readonly title: string;
  /** Where it stands in the paper, e.g. `Lemma 4.6`. */
  readonly label: string;
  /** One of the paper's `sections`. */
  readonly section: string;
  /** Ids of the claims of this paper that its proof, or its reading, leans on: the lemmas of a theorem. */
  readonly restsOn?: readonly string[];
  readonly kind: Guarantee;
  readonly statement: { readonly tex: string; readonly plain: string };
  readonly assumptions: readonly string[];
  readonly profiles: { readonly [P in Profile]: Sized<R> };
  /** One observation per trial, in the order of `trials`. */
  measure(regime: R, trials: readonly number[], lab: Lab): Promise<O[]> | O[];
  /** Whether the printed hypotheses cover this regime; `lemmata map` outlines where they do. */
  speaksOf?(regime: R): boolean;
  /** The grids on which `lemmata map` decides this claim unless told otherwise. */
  readonly maps?: readonly MapPlan[];
  readonly rule: Rule<O>;
  readonly controls: readonly Control<R>[];
  figures(observations: readonly O[], regime: R): readonly Figure[];
  /** JSON-safe counterexample for the record of a refuted claim. */
  counterexample?(observations: readonly O[], regime: R): unknown;
  readonly expectation: Expectation;
}

/** A claim with its types erased: what the registry, the runner and the reporters see. */
export type Claim = ClaimDefinition<object, unknown>;

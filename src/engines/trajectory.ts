/** What one probe recorded along a trial. */
export interface Series {
  /** Step numbers at which it was recorded; step t is the state after t updates. */
  readonly steps: Float64Array;
  /** Row-major [steps, width]. */
  readonly values: Float64Array;
  /** Numbers per step. */
  readonly width: number;
}

/** What the probes recorded along one trial: steps × quantities. */
export interface Trajectory {
  readonly trial: number;
  /** Updates that were made (fewer than the job's when its stop condition held). */
  readonly steps: number;
  readonly stopped: boolean;
  /** By probe name. */
  readonly series: Readonly<Record<string, Series>>;
}

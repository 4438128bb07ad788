/** A wait between two tries, which can be cut short. */
export class Pause {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wake: (() => void) | null = null;

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.wake = () => {
        clearTimeout(this.timer);
        this.wake = null;
        resolve();
      };
      this.timer = setTimeout(this.wake, milliseconds);
    });
  }

  /** Go on at once. */
  end(): void {
    this.wake?.();
  }

  /** Never go on. */
  stop(): void {
    clearTimeout(this.timer);
  }
}

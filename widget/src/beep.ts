/** A short tone, made by the browser; nothing where it can't. */

const PITCH = 660; // hertz
const LONG = 0.25; // seconds

let context: AudioContext | undefined;

/** Sound, or only wake what makes the sound, which a browser allows after a press alone. */
export function beep(silent = false): void {
  try {
    context ??= new AudioContext();
    void context.resume();
    const volume = context.createGain();
    const tone = context.createOscillator();
    const now = context.currentTime;
    volume.gain.setValueAtTime(silent ? 0 : 0.2, now);
    volume.gain.linearRampToValueAtTime(0, now + LONG);
    tone.frequency.value = PITCH;
    tone.connect(volume).connect(context.destination);
    tone.start(now);
    tone.stop(now + LONG);
  } catch {
    // the time is shown all the same
  }
}

package sundown.local.bench;

import java.io.IOException;
import java.time.Duration;

/** What takes turns with others on this machine. */
interface Contestant {
    Writer writer();

    /** Takes a turn, and tells how many megabytes it dealt with in a second of processor time. */
    double turn() throws IOException, InterruptedException;

    /** Megabytes in a second. */
    static double megabytesPerSecond(long bytes, Duration time) {
        return bytes * 1000.0 / time.toNanos();
    }
}

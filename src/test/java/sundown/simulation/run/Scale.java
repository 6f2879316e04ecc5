package sundown.simulation.run;

/**
 * Lets the functions see large items where the fakes hold small ones: a byte of a fake is a mebibyte to the functions.
 * So a simulated video of 300 MiB goes in chunks and costs nothing. Less than a mebibyte is of a real file, of which
 * all bytes count, and is shown as it is.
 */
public final class Scale {
    private static final long FACTOR = 1L << 20;

    private Scale() {}

    /** What the functions see. */
    public static long magnified(long bytes) {
        return bytes * FACTOR;
    }

    /** What the fakes hold. */
    public static long reduced(long bytes) {
        return bytes < FACTOR ? bytes : bytes / FACTOR;
    }
}

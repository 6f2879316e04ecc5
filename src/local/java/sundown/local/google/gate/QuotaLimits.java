package sundown.local.google.gate;

/**
 * The requests to the Library API that one project may make.
 *
 * @param perDay from midnight to midnight, Pacific time
 */
public record QuotaLimits(long perDay, long perMinute, long perMinutePerUser) {

    /** A new project's: 10,000 a day. The limits by minute are not published; these are generous. */
    public static QuotaLimits ofNewProject() {
        return new QuotaLimits(10_000, 6_000, 3_000);
    }

    /** So high that nothing is refused. */
    public static QuotaLimits unlimited() {
        return new QuotaLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }
}

package sundown.local.google.gate;

/**
 * The requests to the Library API that one project may make.
 *
 * @param perDay from midnight to midnight, Pacific time
 * @param uploadsPerMinute requests to the upload server
 * @param uploadsCount whether these also count as requests of the day and the minute, as Google's documentation says;
 *     users have measured that they do not
 */
public record QuotaLimits(
        long perDay, long perMinute, long perMinutePerUser, long uploadsPerMinute, boolean uploadsCount) {

    /** A new project's: 10,000 a day. The limits by minute are not published; these are generous. */
    public static QuotaLimits ofNewProject() {
        return new QuotaLimits(10_000, 6_000, 3_000, 6_000, true);
    }

    /** So high that nothing is refused. */
    public static QuotaLimits unlimited() {
        return new QuotaLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, true);
    }

    /** These limits, but uploads have a limit of their own and count for no other. */
    public QuotaLimits countingUploadsApart(long newUploadsPerMinute) {
        return new QuotaLimits(perDay, perMinute, perMinutePerUser, newUploadsPerMinute, false);
    }
}

package sundown.local.google.gate;

/**
 * The requests to the Library API that one project may make.
 *
 * @param perDay from midnight to midnight, Pacific time
 * @param uploadsPerMinute requests to the upload server
 * @param uploadsCount whether these also count as requests of the day and the minute, as Google's documentation says;
 *     users have measured that they do not
 * @param asBadRequest true if the upload server refuses with HTTP 400 and "Insufficient tokens for quota", as it has
 *     been seen to do, false if with HTTP 429
 * @param sendsRetryAfter true if a refusal says how long to wait
 */
public record QuotaLimits(
        long perDay,
        long perMinute,
        long perMinutePerUser,
        long uploadsPerMinute,
        boolean uploadsCount,
        boolean asBadRequest,
        boolean sendsRetryAfter) {

    /** A new project's: 10,000 a day. The limits by minute are not published; these are generous. */
    public static QuotaLimits ofNewProject() {
        return new QuotaLimits(10_000, 6_000, 3_000, 6_000, true, false, true);
    }

    /** So high that nothing is refused. */
    public static QuotaLimits unlimited() {
        return new QuotaLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, true, false, true);
    }

    /** The same with other limits. */
    public QuotaLimits with(long newPerDay, long newPerMinute, long newPerMinutePerUser) {
        return new QuotaLimits(
                newPerDay,
                newPerMinute,
                newPerMinutePerUser,
                uploadsPerMinute,
                uploadsCount,
                asBadRequest,
                sendsRetryAfter);
    }

    /** The same, but uploads have a limit of their own and count for no other. */
    public QuotaLimits countingUploadsApart(long newUploadsPerMinute) {
        return new QuotaLimits(
                perDay, perMinute, perMinutePerUser, newUploadsPerMinute, false, asBadRequest, sendsRetryAfter);
    }

    /** The same, but the upload server refuses with HTTP 400. */
    public QuotaLimits refusingAsBadRequest() {
        return new QuotaLimits(
                perDay, perMinute, perMinutePerUser, uploadsPerMinute, uploadsCount, true, sendsRetryAfter);
    }
}

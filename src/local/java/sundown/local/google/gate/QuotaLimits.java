package sundown.local.google.gate;

/**
 * The requests to the Library API that one project may make.
 *
 * @param perDay from midnight to midnight, Pacific time
 * @param asBadRequest true if the upload server refuses with HTTP 400 and "Insufficient tokens for quota", as it has
 *     been seen to do, false if with HTTP 429
 * @param sendsRetryAfter true if a refusal says how long to wait
 */
public record QuotaLimits(
        long perDay, long perMinute, long perMinutePerUser, boolean asBadRequest, boolean sendsRetryAfter) {

    /** A new project's: 10,000 a day. The limits by minute are not published; these are generous. */
    public static QuotaLimits ofNewProject() {
        return new QuotaLimits(10_000, 6_000, 3_000, false, true);
    }

    /** So high that nothing is refused. */
    public static QuotaLimits unlimited() {
        return new QuotaLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, false, true);
    }

    /** The same with other limits. */
    public QuotaLimits with(long newPerDay, long newPerMinute, long newPerMinutePerUser) {
        return new QuotaLimits(newPerDay, newPerMinute, newPerMinutePerUser, asBadRequest, sendsRetryAfter);
    }

    /** The same, but the upload server refuses with HTTP 400. */
    public QuotaLimits refusingAsBadRequest() {
        return new QuotaLimits(perDay, perMinute, perMinutePerUser, true, sendsRetryAfter);
    }
}

package sundown.report;

/**
 * How fast users take their photos out.
 *
 * @param days over how many days it was seen; at least 1
 * @param usersPerDay at least 0
 * @param bytesPerDay at least 0
 */
public record Pace(int days, double usersPerDay, double bytesPerDay) {}

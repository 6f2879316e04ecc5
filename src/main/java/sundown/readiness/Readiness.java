package sundown.readiness;

import java.time.Instant;
import java.util.List;

/** A run of all checks. */
public record Readiness(Instant at, List<Check> checks) {
    public Readiness {
        checks = List.copyOf(checks);
    }

    /** The names of the checks that failed. */
    public List<String> failed() {
        return checks.stream().filter(Check::failed).map(Check::name).toList();
    }
}

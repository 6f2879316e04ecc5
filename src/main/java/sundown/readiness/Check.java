package sundown.readiness;

import java.util.Map;

/**
 * One check of a run.
 *
 * @param name stable, in kebab case; the runbook has a row for each
 * @param figures on which the outcome rests, by what they are about, for those who forecast with them
 */
public record Check(String name, Outcome outcome, Map<String, Map<String, Long>> figures) {
    public Check {
        figures = Map.copyOf(figures);
    }

    /** A check without figures. */
    public Check(String name, Outcome outcome) {
        this(name, outcome, Map.of());
    }

    boolean failed() {
        return outcome instanceof Outcome.Fail;
    }
}

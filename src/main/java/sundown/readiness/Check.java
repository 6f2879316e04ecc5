package sundown.readiness;

/**
 * One check of a run.
 *
 * @param name stable, in kebab case; the runbook has a row for each
 */
public record Check(String name, Outcome outcome) {
    boolean failed() {
        return outcome instanceof Outcome.Fail;
    }
}
